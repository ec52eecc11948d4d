package io.headroom.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.platform.Refused;
import io.headroom.telemetry.TeamMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TeamMapLinesTest {
    private static final Set<String> TEAMS = Set.of("vision", "nlp");

    @Test
    void oneLineIsOneEntry() {
        TeamMapLines typed = lines("ml-prod = vision\r\n\r\n lang=nlp ");
        TeamMap map = typed.body().checked(TEAMS);
        assertThat(map.namespaces()).isEqualTo(Map.of("ml-prod", "vision", "lang", "nlp"));
        assertThat(map.queues()).isEmpty();
        assertThat(TeamMapLines.of(TeamMapBody.of(map), 3))
                .isEqualTo(new TeamMapLines("lang = nlp\nml-prod = vision", "", "", "3"));
    }

    @Test
    void everyLineThatIsWrongIsNamed() {
        assertThatThrownBy(() ->
                        lines("ml-prod\nlang = nlp\nlang = vision\n= vision").body())
                .isInstanceOf(Refused.class)
                .hasMessage("namespaces “ml-prod” is not allowed; must be a line like ml-prod = vision. "
                        + "namespaces “lang = vision” is not allowed; must name each only once. "
                        + "namespaces “= vision” is not allowed; must be a line like ml-prod = vision.");
    }

    @Test
    void aTeamHasToExist() {
        assertThatThrownBy(() -> lines("ml-prod = visoin").body().checked(TEAMS))
                .isInstanceOf(Refused.class)
                .hasMessage("namespaces.ml-prod “visoin” is not allowed; must be a team of the portal.");
    }

    private static TeamMapLines lines(String namespaces) {
        return new TeamMapLines(namespaces, null, "", "0");
    }
}
