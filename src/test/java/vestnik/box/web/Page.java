package vestnik.box.web;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.support.RequestContextUtils;

/// What all pages of the box share.
final class Page {

    private static final int SIZE = 40;

    private final ZoneId zone;

    Page(ZoneId zone) {
        this.zone = zone;
    }

    Paging paging(ServerRequest request, long total) {
        int asked = request.param("page").filter(text -> text.matches("[1-9]\\d{0,5}")).map(Integer::parseInt)
                .orElse(1);
        return new Paging(Math.min(asked, (int) new Paging(1, SIZE, total).pages()), SIZE, total);
    }

    ServerResponse render(ServerRequest request, String view, Map<String, ?> model) {
        Locale locale = RequestContextUtils.getLocale(request.servletRequest());
        var all = new HashMap<String, Object>(model);
        all.put("say", Words.in(locale));
        all.put("language", locale.getLanguage());
        all.put("path", request.path());
        all.put("time", DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", locale).withZone(zone));
        return ServerResponse.ok().render(view, all);
    }
}
