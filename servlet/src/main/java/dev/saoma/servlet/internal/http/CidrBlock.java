package dev.saoma.servlet.internal.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of IP addresses with the same prefix, in CIDR notation. */
public record CidrBlock(IpAddress start, int bits) {
    private static final Pattern FORM = Pattern.compile("([^/]+)(?:/([1-9][0-9]{0,2}))?");

    /** Reads {@code address} or {@code address/bits}. The block of all addresses is not accepted. */
    public static Optional<CidrBlock> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return IpAddress.parse(form.group(1)).flatMap(start -> {
            int most = start.isV4() ? 32 : 128;
            int bits = form.group(2) == null ? most : Integer.parseInt(form.group(2));
            return bits > most ? Optional.empty() : Optional.of(new CidrBlock(start, bits));
        });
    }

    public boolean contains(IpAddress address) {
        if (address.isV4() != start.isV4()) {
            return false;
        }
        if (start.isV4()) {
            return (address.low() ^ start.low()) >>> (32 - bits) == 0;
        }
        long inHigh = address.high() ^ start.high();
        long inLow = address.low() ^ start.low();
        // Java shifts by 0 instead of 64.
        return bits <= 64 ? inHigh >>> (64 - bits) == 0 : inHigh == 0 && inLow >>> (128 - bits) == 0;
    }
}
