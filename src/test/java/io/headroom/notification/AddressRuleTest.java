package io.headroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
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
                "ff02::1"
            })
    void thisIsNoPublicAddress(String address) throws UnknownHostException {
        assertThat(AddressRule.open(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "100.128.0.1", "172.32.0.1", "198.20.0.1", "192.0.66.2", "2620:fe::fe"})
    void thisIs(String address) throws UnknownHostException {
        assertThat(AddressRule.open(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/x", "https://[::1]/", "http://localhost/", "http://2130706433/"})
    void anAddressOfThisMachineIsRefusedHoweverItIsWritten(String url) {
        assertThat(new AddressRule(Configs.defaults()).refusal(URI.create(url)))
                .hasValueSatisfying(rule -> assertThat(rule).contains("public address"));
    }

    @Test
    void unlessPrivateAddressesAreAllowed() {
        var config = Configs.with(Map.of("headroom.notification.private-targets", "true"));
        assertThat(new AddressRule(config).refusal(URI.create("http://127.0.0.1/")))
                .isEmpty();
    }

    @Test
    void aHostThatNobodyKnowsIsRefused() {
        assertThat(new AddressRule(Configs.defaults()).refusal(URI.create("http://nowhere.invalid/")))
                .hasValueSatisfying(rule -> assertThat(rule).contains("nowhere.invalid", "is not"));
    }
}
