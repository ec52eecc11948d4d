package io.headroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd12::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2002:7f00:1::",
                "64:ff9b::7f00:1",
                "64:ff9b:1::808:808",
                "2001:0:a00:1::",
                "2001:0:808:808::f5ff:fffe",
                "198.51.100.1",
                "203.0.113.9",
                "ff02::1"
            })
    void thisIsNoPublicAddress(String address) throws UnknownHostException {
        assertThat(AddressRule.open(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.9.9.9",
                "100.128.0.1",
                "172.32.0.1",
                "198.20.0.1",
                "192.0.66.2",
                "2620:fe::fe",
                "2002:808:808::1",
                "64:ff9b::808:808",
                "2001:0:808:808::f7f7:f7f7"
            })
    void thisIs(String address) throws UnknownHostException {
        assertThat(AddressRule.open(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/x", "https://[::1]/", "http://localhost/", "http://2130706433/"})
    void anAddressOfThisMachineIsRefusedHoweverItIsWritten(String url) {
        assertThat(rule(new AddressRule(Configs.defaults()), url)).contains("public address");
    }

    @Test
    void unlessPrivateAddressesAreAllowed() {
        var config = Configs.with(Map.of("headroom.notification.private-targets", "true"));
        assertThat(new AddressRule(config).look(URI.create("http://127.0.0.1/")))
                .isEqualTo(new AddressRule.Open(InetAddress.getLoopbackAddress()));
    }

    @Test
    void aHostThatNobodyKnowsIsRefused() {
        assertThat(rule(new AddressRule(Configs.defaults()), "http://nowhere.invalid/"))
                .contains("nowhere.invalid", "is not");
    }

    @Test
    void aNameIsLookedUpOnceAndWhatWasFoundIsCalled() throws UnknownHostException {
        InetAddress open = InetAddress.getByName("9.9.9.9");
        Iterator<InetAddress> answers =
                List.of(open, InetAddress.getLoopbackAddress()).iterator();
        var rule = new AddressRule(Configs.defaults(), _ -> new InetAddress[] {answers.next()});
        assertThat(rule.look(URI.create("http://rebinds.example/"))).isEqualTo(new AddressRule.Open(open));
        assertThat(answers.hasNext()).isTrue();
    }

    @Test
    void oneClosedAmongOpenMachinesIsEnough() throws UnknownHostException {
        InetAddress[] machines = {InetAddress.getByName("9.9.9.9"), InetAddress.getByName("10.0.0.1")};
        assertThat(rule(new AddressRule(Configs.defaults(), _ -> machines), "http://both.example/"))
                .contains("public address");
    }

    @Test
    void nobodyWaitsLongForAName() {
        AddressRule.Names hang = _ -> new CompletableFuture<InetAddress[]>().join();
        var rule = new AddressRule(Configs.defaults(), new NamesInTime(hang, Duration.ofMillis(50)));
        assertThat(rule(rule, "http://hangs.example/")).contains("hangs.example", "in time");
    }

    private static String rule(AddressRule rule, String url) {
        return ((AddressRule.Closed) rule.look(URI.create(url))).rule();
    }
}
