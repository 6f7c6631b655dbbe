package dev.saoma.server.administrator;

import dev.saoma.database.SqlConnection;
import dev.saoma.identity.AppId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether owners can sign in, inside one transaction. */
public record AdministratorSignIn(SqlConnection sql) {

    /**
     * Returns whether an owner whose account is enabled has a WeChat at one of these applications.
     *
     * @param apps those of the active login instances
     */
    public boolean isPossible(Set<AppId> apps) {
        if (apps.isEmpty()) {
            return false;
        }
        List<String> values = new ArrayList<>();
        apps.forEach(app -> values.add(app.value()));
        return sql.count(
                        "SELECT count(*) FROM saoma_admin a JOIN saoma_account u ON u.id = a.user_id"
                                + " JOIN saoma_wechat_auth w ON w.user_id = a.user_id"
                                + " WHERE a.role = 'owner' AND u.disabled = 0 AND w.app_id IN "
                                + SqlConnection.placeholders(values.size()),
                        values.toArray())
                > 0;
    }
}
