package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.HostGate;
import dev.saoma.emulator.internal.picture.Avatar;
import dev.saoma.emulator.internal.picture.QrImage;
import dev.saoma.emulator.qrcode.QrCodes;
import dev.saoma.emulator.world.World;
import java.net.URI;
import java.util.function.Supplier;

/** The images of the pages: the QR code and the avatars. */
public final class Pictures {

    private final QrCodes qrCodes;
    private final World world;
    private final Supplier<String> baseUrl;

    /**
     * Serves the images of these QR codes and users.
     *
     * @param baseUrl the address that a phone can reach, for a page that was opened by a loopback name
     */
    public Pictures(QrCodes qrCodes, World world, Supplier<String> baseUrl) {
        this.qrCodes = qrCodes;
        this.world = world;
        this.baseUrl = baseUrl;
    }

    public Answer qrCode(Call call) {
        String uuid = call.segment("uuid");
        if (qrCodes.find(uuid).isEmpty()) {
            return Answer.text(404, "There is no such QR code.");
        }
        return Answer.of(200, "image/jpeg", QrImage.jpeg(base(call) + "/connect/confirm?uuid=" + uuid))
                .header("Cache-Control", "no-store");
    }

    /**
     * Returns the address by which the page was opened, unless a phone cannot reach it: then the address for phones.
     */
    private String base(Call call) {
        String forPhones = baseUrl.get();
        boolean phonesComeIn = !HostGate.isLoopback(URI.create(forPhones).getAuthority());
        boolean onlyHere = HostGate.isLoopback(call.host()) || (phonesComeIn && HostGate.isWechat(call.host()));
        return onlyHere ? forPhones : call.base();
    }

    /** Serves the avatar of an existing user; an avatar's address ends with its user. */
    public Answer avatar(Call call) {
        if (world.user(call.segment("user")).isEmpty()) {
            return Answer.text(404, "There is no such picture any more.");
        }
        String size = call.segment("size");
        return Answer.of(
                        200,
                        "image/jpeg",
                        Avatar.jpeg(call.segment("user"), size.matches("\\d{1,3}") ? Integer.parseInt(size) : 0))
                .header("Cache-Control", "max-age=3600");
    }
}
