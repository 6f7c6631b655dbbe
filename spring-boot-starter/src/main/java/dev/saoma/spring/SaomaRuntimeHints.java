package dev.saoma.spring;

import dev.saoma.App;
import dev.saoma.servlet.SaomaServlet;
import dev.saoma.wechat.WeChatType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/**
 * Lists what {@link App} and {@link SaomaServlet} read by name at run time, for a native image: their files on the class path,
 * the built-in Type, the properties, the records that are written as JSON, and the caches that Caffeine loads by name.
 */
final class SaomaRuntimeHints implements RuntimeHintsRegistrar {
    /** Elements and migrations, pages and scripts, texts and the description of the API. */
    private static final List<String> FILES =
            List.of("dev/saoma/app/**", "dev/saoma/schema/**", "dev/saoma/web/**", "dev/saoma/servlet/*");

    /** The caches, and their entries, of the combinations of size, expiry and statistics in use. */
    private static final List<String> CACHES = List.of("SSMS", "SSMSA", "SSMSW", "SSSMSW", "PSMS", "PSAMS", "PSWMS");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        FILES.forEach(hints.resources()::registerPattern);
        hints.reflection().registerType(WeChatType.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        BindableRuntimeHintsRegistrar.forTypes(SaomaProperties.class).registerHints(hints, loader);
        CACHES.forEach(name -> hints.reflection()
                .registerType(
                        TypeReference.of("com.github.benmanes.caffeine.cache." + name),
                        MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                        MemberCategory.INVOKE_DECLARED_METHODS));
        registerRecords(hints, loader);
    }

    private static void registerRecords(RuntimeHints hints, @Nullable ClassLoader loader) {
        var files = new PathMatchingResourcePatternResolver(loader);
        var classes = new SimpleMetadataReaderFactory(loader);
        try {
            for (Resource file : files.getResources("classpath*:dev/saoma/**/*.class")) {
                ClassMetadata type = metadata(classes, file);
                if (Record.class.getName().equals(type.getSuperClassName())) {
                    hints.reflection()
                            .registerType(
                                    TypeReference.of(type.getClassName()), MemberCategory.INVOKE_DECLARED_METHODS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassMetadata metadata(MetadataReaderFactory classes, Resource file) throws IOException {
        return classes.getMetadataReader(file).getClassMetadata();
    }
}
