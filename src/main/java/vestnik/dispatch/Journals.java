package vestnik.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vestnik.mailing.Mailing;

/// The journals of one node, if it runs or ran on this machine.
///
/// @param isKnown they can be read, and tell the truth
/// @param mayLive the node may still record what it holds
record Journals(UUID id, Path folder, boolean isKnown, boolean mayLive) {

    static Journals of(UUID node, Path all) {
        Path folder = all.resolve(node.toString());
        return Files.isDirectory(folder)
                ? new Journals(node, folder, Node.isOfThisBoot(folder), Node.isAlive(folder))
                : new Journals(node, folder, false, true);
    }

    /// What they say of a mailing, by ordinal.
    Map<Integer, Settled> read(Mailing mailing) {
        var journaled = new HashMap<Integer, Settled>();
        if (isKnown) {
            for (Path file : files()) {
                Journal.read(file, mailing.id()).forEach(one -> journaled.put(one.ordinal(), one));
            }
        }
        return journaled;
    }

    private List<Path> files() {
        try (var files = Files.newDirectoryStream(folder, "*" + Journal.SUFFIX)) {
            var journals = new ArrayList<Path>();
            files.forEach(journals::add);
            return journals;
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the journals that were left", cause);
        }
    }
}
