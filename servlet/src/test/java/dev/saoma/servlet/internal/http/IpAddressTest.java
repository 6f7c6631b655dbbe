package dev.saoma.servlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @Test
    void readsTheFourBytesOfIpv4() {
        assertThat(IpAddress.parse("203.0.113.255")).contains(new IpAddress(true, 0, 0xCB0071FFL));
        assertThat(IpAddress.parse("0.0.0.0")).contains(new IpAddress(true, 0, 0));
        assertThat(IpAddress.parse("255.255.255.255")).contains(new IpAddress(true, 0, 0xFFFFFFFFL));
    }

    @Test
    void readsIpv6() {
        assertThat(IpAddress.parse("2001:db8::1")).contains(new IpAddress(false, 0x20010db800000000L, 1));
        assertThat(IpAddress.parse("::ffff:203.0.113.1")).contains(new IpAddress(true, 0, 0xCB007101L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "01.2.3.4",
                "1.2.3.00",
                "256.1.1.1",
                "1.2.3.999",
                "1.2.3.99999999999",
                "1.2.3.-4",
                "1.2.3.4 ",
                "1.2.3.4\n",
                "1.2.3.٤",
                "0x1.2.3.4",
                "localhost",
                "::::",
                "1.2:3",
                "g::1"
            })
    void readsNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
