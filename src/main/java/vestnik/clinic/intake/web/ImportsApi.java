package vestnik.clinic.intake.web;

import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vestnik.clinic.intake.Imports;
import vestnik.clinic.intake.Uploads;
import vestnik.clinic.intake.UnreadableFileException;

/// Files: handed in, and how far their import is.
@RestController
@RequestMapping("/api/v1/imports")
class ImportsApi {

    private static final int LATEST = 100;
    private static final int REJECTS = 1000;

    private final Uploads uploads;
    private final Imports imports;
    private final Clock clock;

    ImportsApi(Uploads uploads, Imports imports, Clock clock) {
        this.uploads = uploads;
        this.imports = imports;
        this.clock = clock;
    }

    /// The part `file` is checked as a whole, then imported in the background: 202, or 422 if it cannot be read.
    @PostMapping
    ResponseEntity<ImportJson> upload(@RequestParam MultipartFile file, Principal user) throws IOException {
        try {
            var run = uploads.launch(file::transferTo, Objects.requireNonNullElse(file.getOriginalFilename(), "upload"),
                    user.getName());
            return ResponseEntity.accepted().location(ServletUriComponentsBuilder.fromCurrentRequest()
                    .pathSegment(Long.toString(run.id())).build().toUri()).body(ImportJson.of(run, clock.instant()));
        } catch (UnreadableFileException refused) {
            throw IntakeProblems.unreadable(refused);
        }
    }

    /// The latest hundred, newest first.
    @GetMapping
    List<ImportJson> latest() {
        return imports.findLatest(LATEST).stream().map(run -> ImportJson.of(run, clock.instant())).toList();
    }

    /// One import with the first thousand rejects from the line after `after`.
    @GetMapping("/{id}")
    ImportJson one(@PathVariable long id, @RequestParam(defaultValue = "0") long after) {
        var run = imports.find(id).orElseThrow(() -> IntakeProblems.unknownImport(id));
        return ImportJson.of(run, clock.instant()).with(imports.rejects(id, after, REJECTS));
    }
}
