package vestnik.receipt.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mails of a file: one, or those of a mailbox file, in which each starts with a line `From sender date` (RFC 4155).
public final class MailFile {

    private static final int LONGEST = 64 << 20;
    private static final String ENVELOPE = "From ";
    private static final Pattern NEXT = Pattern.compile("(?<=\\n\\r?\\n|--\\r?\\n)From \\S+ .{10,60}\\d{4}\\r?\\n");

    private MailFile() {}

    /// Reads to the end, but at most 64 MB.
    ///
    /// @throws IOException if the stream cannot be read
    public static List<byte[]> mails(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST);
        boolean box = bytes.length > ENVELOPE.length()
                && ENVELOPE.equals(new String(bytes, 0, ENVELOPE.length(), StandardCharsets.US_ASCII));
        return box ? split(new String(bytes, StandardCharsets.ISO_8859_1)) : List.of(bytes);
    }

    private static List<byte[]> split(String box) {
        List<byte[]> mails = new ArrayList<>();
        int start = box.indexOf('\n') + 1;
        Matcher next = NEXT.matcher(box).region(start, box.length());
        while (next.find()) {
            mails.add(box.substring(start, next.start()).getBytes(StandardCharsets.ISO_8859_1));
            start = next.end();
        }
        mails.add(box.substring(start).getBytes(StandardCharsets.ISO_8859_1));
        return mails;
    }
}
