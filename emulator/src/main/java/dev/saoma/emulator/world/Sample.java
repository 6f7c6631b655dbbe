package dev.saoma.emulator.world;

import java.util.List;

/**
 * The initial world: two Open Platform accounts, three website apps and a service account, and users whose names and
 * states have broken real applications. Values never change between releases.
 */
public final class Sample {

    /** The Open Platform account of {@link #APP} and {@link #SECOND_APP}. */
    public static final String ACCOUNT = "default";

    /** Another Open Platform account: the same user has another unionid here. */
    public static final String OTHER_ACCOUNT = "other";

    /** A website app with callback domain {@code localhost}, ports allowed. */
    public static final App APP =
            App.website("wx5a0a5a0a00000001", "5a0a5a0a5a0a5a0a5a0a5a0a00000001", "Sample Shop", ACCOUNT, "localhost");

    /** A second website app of the same account: other openids, same unionids. */
    public static final App SECOND_APP =
            App.website("wx5a0a5a0a00000002", "5a0a5a0a5a0a5a0a5a0a5a0a00000002", "Sample Forum", ACCOUNT, "localhost");

    /** A website app of {@link #OTHER_ACCOUNT}. */
    public static final App OTHER_APP = App.website(
            "wx5a0a5a0a00000003", "5a0a5a0a5a0a5a0a5a0a5a0a00000003", "Partner Site", OTHER_ACCOUNT, "localhost");

    /**
     * A service account, for the flow inside WeChat, of the same Open Platform account as {@link #APP}: other openids,
     * same unionids. Not a website app: its appid on the login page gives the Scope error.
     */
    public static final App SERVICE_ACCOUNT = new App(
            "wx5a0a5a0a00000004",
            "5a0a5a0a5a0a5a0a5a0a5a0a00000004",
            "Sample Service Account",
            ACCOUNT,
            "localhost",
            true,
            AppType.SERVICE_ACCOUNT,
            AppStatus.ACTIVE);

    /** An ordinary user. */
    public static final User ALICE = User.named("alice", "Alice");

    /** A CJK name. */
    public static final User WANG = User.named("wang", "王小明");

    /** Emoji outside the Basic Multilingual Plane, which three-byte UTF-8 columns refuse. */
    public static final User EMOJI = User.named("emoji", "小熊🐻‍❄️👩🏽‍🚀");

    /** A name that is markup on a page that does not escape. */
    public static final User MARKUP = User.named("markup", "<b>Bold</b> & \"Quote\" <img src=x onerror=alert(1)>");

    /** A name of 200 characters. */
    public static final User LONG = User.named("long", "很长的名字".repeat(40));

    /** A user without a unionid. */
    public static final User NO_UNIONID =
            new User("nounion", "Nora Nounion", "/mmopen/vi_32/nounion/132", false, UserStatus.ACTIVE);

    /** A user without an avatar. */
    public static final User NO_AVATAR = new User("noavatar", "Noah Noavatar", "", true, UserStatus.ACTIVE);

    /** A frozen user: scanning works, the server API returns {@code 50002}. */
    public static final User FROZEN =
            new User("frozen", "Fred Frozen", "/mmopen/vi_32/frozen/132", true, UserStatus.FROZEN);

    /** A user with a deleted avatar: its address gives 404, as an old one does after the user chose another. */
    public static final User DEAD_AVATAR =
            new User("deadavatar", "Dora Deadavatar", "/mmopen/vi_32/gone/132", true, UserStatus.ACTIVE);

    /**
     * A virtual visitor of a snapshot page: {@code is_snapshotuser} inside WeChat; applications must not create an
     * account for it.
     */
    public static final User SNAPSHOT =
            new User("snapshot", "Sasha Snapshot", "/mmopen/vi_32/snapshot/132", true, UserStatus.SNAPSHOT);

    private Sample() {}

    /** Returns the whole world. */
    public static WorldState world() {
        return new WorldState(
                List.of(new Account(ACCOUNT, "Sample Company"), new Account(OTHER_ACCOUNT, "Partner Company")),
                List.of(APP, SECOND_APP, OTHER_APP, SERVICE_ACCOUNT),
                List.of(ALICE, WANG, EMOJI, MARKUP, LONG, NO_UNIONID, NO_AVATAR, FROZEN, DEAD_AVATAR, SNAPSHOT));
    }
}
