package vestnik.box;

import java.io.IOException;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/// The box runs with the tests on its class path; none of their classes may become a part of the service.
final class OnlyTheService extends TypeExcludeFilter {

    private static final URL TESTS = OnlyTheService.class.getProtectionDomain().getCodeSource().getLocation();

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
        return type.getResource().getURL().toString().startsWith(TESTS.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnlyTheService;
    }

    @Override
    public int hashCode() {
        return OnlyTheService.class.hashCode();
    }
}
