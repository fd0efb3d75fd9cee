package vestnik.report.web;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// A page of a list, with the address of the next one as RFC 8288 says.
final class NextPage {

    private NextPage() {}

    static <T> ResponseEntity<List<T>> last(List<T> items) {
        return ResponseEntity.ok(items);
    }

    /// The same request goes on when `parameter` is `value`.
    static <T> ResponseEntity<List<T>> followed(List<T> items, String parameter, Object value) {
        String next = ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam(parameter, value)
                .encode().toUriString();
        return ResponseEntity.ok().header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"").body(items);
    }
}
