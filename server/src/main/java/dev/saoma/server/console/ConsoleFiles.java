package dev.saoma.server.console;

import java.util.List;

/** The files of the console's page. */
final class ConsoleFiles {
    /** The module that the page begins with; it is served with all own modules in it. */
    static final String ENTRY = "console.js";

    /** The stylesheet of the page; it is served with {@link #FRAME} before it. */
    static final String STYLES = "console.css";

    /** The part of the stylesheet that is the emulator's too. */
    static final String FRAME = "frame.css";

    private static final String VENDOR = "vendor/";

    /** Their names in the folder. */
    static final List<String> NAMES = List.of(
            "address.js",
            "api.js",
            "compare.js",
            STYLES,
            "console.js",
            "copy.js",
            "dialog.js",
            "event-table.js",
            "export.js",
            "fields.js",
            FRAME,
            "invitation.js",
            "language.js",
            "lit.js",
            "live.js",
            "login-step.js",
            "pages.js",
            "person.js",
            "problem.js",
            "prove.js",
            "rows.js",
            "sign-in.js",
            "table.js",
            "tell.js",
            "time.js",
            "page/administrators.js",
            "page/audit.js",
            "page/doctor.js",
            "page/home.js",
            "page/instance-actions.js",
            "page/instance-draft.js",
            "page/instance-form.js",
            "page/instance-history.js",
            "page/instance-preview.js",
            "page/instance-test.js",
            "page/instance.js",
            "page/instances.js",
            "page/logins.js",
            "page/nodes.js",
            "page/organization.js",
            "page/organizations.js",
            "page/people-batch.js",
            "page/people.js",
            "page/person-actions.js",
            "page/person-tables.js",
            "page/person.js",
            "page/settings.js",
            "texts/administrators.js",
            "texts/audit.js",
            "texts/event.js",
            "texts/home.js",
            "texts/instance.js",
            "texts/instances.js",
            "texts/logins.js",
            "texts/operation.js",
            "texts/organizations.js",
            "texts/people-batch.js",
            "texts/people.js",
            "texts/person.js",
            "texts/shell.js",
            "texts/sign-in.js",
            "vendor/lit-html/directive-helpers.js",
            "vendor/lit-html/directive.js",
            "vendor/lit-html/directives/live.js",
            "vendor/lit-html/directives/repeat.js",
            "vendor/lit-html/lit-html.js");

    /** The names of those that browsers load, below {@code /console/}. No other file is served. */
    static final List<String> SERVED = NAMES.stream()
            .filter(name -> name.equals(ENTRY) || name.equals(STYLES) || name.startsWith(VENDOR))
            .toList();

    private ConsoleFiles() {}
}
