package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Route;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.qrcode.QrStatus;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes of a user's phone: QR codes, codes, and a change of password. */
final class QrControl {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<QrStatus> LIVE = Set.of(QrStatus.WAITING, QrStatus.SCANNED, QrStatus.REFUSED);

    private final Platform platform;

    QrControl(Platform platform) {
        this.platform = platform;
    }

    List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/_emulator/qrcodes", guard.around(this::list)),
                Route.get("/_emulator/qrcodes/{uuid}", guard.around(this::one)),
                post(
                        "/_emulator/qrcodes/{uuid}/scan",
                        guard,
                        call -> platform.scan(uuid(call), phone(call).text("userId"))),
                post(
                        "/_emulator/qrcodes/{uuid}/allow",
                        guard,
                        call -> platform.allow(uuid(call), phone(call).findText("userId"))),
                post(
                        "/_emulator/qrcodes/{uuid}/refuse",
                        guard,
                        call -> platform.refuse(uuid(call), phone(call).findText("userId"))),
                post(
                        "/_emulator/qrcodes/{uuid}/expire",
                        guard,
                        call -> platform.qrCodes().expire(uuid(call))),
                Route.of(Set.of("POST"), "/_emulator/codes", guard.around(this::issue)),
                Route.of(Set.of("POST"), "/_emulator/users/{id}/change-password", guard.around(this::changePassword)));
    }

    private interface Step {
        QrCode take(Call call);
    }

    private static Route post(String pattern, Guard guard, Step step) {
        return Route.of(Set.of("POST"), pattern, guard.around(call -> Optional.of(json(step.take(call)))));
    }

    private static String uuid(Call call) {
        return call.segment("uuid");
    }

    private static Fields phone(Call call) {
        return Fields.of(call, Set.of("userId"));
    }

    private Optional<JsonNode> list(Call call) {
        Optional<String> appid = call.query().find("appid").filter(value -> !value.isEmpty());
        boolean live = call.query().get("live").equals("true");
        Predicate<QrCode> wanted =
                qr -> appid.map(qr.appid()::equals).orElse(true) && (!live || LIVE.contains(qr.status()));
        ArrayNode list = JSON.createArrayNode();
        platform.qrCodes().list(wanted, Limit.of(call, 100)).forEach(qr -> list.add(json(qr)));
        return Optional.of(list);
    }

    private Optional<JsonNode> one(Call call) {
        return Optional.of(json(platform.qrCodes()
                .find(uuid(call))
                .orElseThrow(() -> new NoSuchElementException("There is no QR code " + uuid(call) + "."))));
    }

    private Optional<JsonNode> issue(Call call) {
        Fields fields = Fields.of(call, Set.of("appid", "userId", "scope"));
        String code = platform.issueCode(fields.text("appid"), fields.text("userId"), fields.findText("scope"));
        return Optional.of(JSON.createObjectNode().put("code", code));
    }

    private Optional<JsonNode> changePassword(Call call) {
        Fields.of(call, Set.of());
        platform.changePassword(call.segment("id"));
        return Optional.empty();
    }

    private static ObjectNode json(QrCode qr) {
        ObjectNode node = JSON.createObjectNode()
                .put("uuid", qr.uuid())
                .put("appid", qr.appid())
                .put("state", qr.state())
                .put("status", qr.status().label());
        qr.userId().ifPresent(userId -> node.put("userId", userId));
        return node.put("createdAt", qr.createdAt().toString())
                .put("expiresAt", qr.expiresAt().toString());
    }
}
