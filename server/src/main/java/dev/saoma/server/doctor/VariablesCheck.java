package dev.saoma.server.doctor;

import java.util.List;

/** Whether a variable of the environment looks like a setting and is none. */
record VariablesCheck(List<String> stray) implements Check {

    @Override
    public List<Finding> look() {
        if (stray.isEmpty()) {
            return List.of(Finding.ok("environment", "every variable SAOMA_… is a setting", "每个 SAOMA_… 环境变量都是有效设置"));
        }
        return stray.stream()
                .map(name -> Finding.warn(
                        "environment",
                        new Said(name + " is no setting, and nobody reads it", name + " 不是有效设置，不会被读取"),
                        new Said(
                                "if it was meant to be one, correct its name: all of them are in docs/operations.md",
                                "若本意是设置，请更正名称；全部设置见 docs/operations.md")))
                .toList();
    }
}
