package org.openors.audit;

import java.util.UUID;
import org.openors.identity.Identifier;
import org.openors.identity.StudyMode;
import org.openors.input.PrintableText;

/** Names a chain: that of a study and mode, or the service's own. */
public record ChainName(UUID studyId, String mode) {

    /** The value of {@link AuditField#TRAIL} in the records of the service's own chain. */
    static final String SERVICE = "service";

    private static final int LONGEST_MODE = 20;

    /** The chain of records that concern no study, or none that was known when they were written. */
    public static final ChainName OF_THE_SERVICE = new ChainName(new UUID(0, 0), "-");

    public static ChainName of(StudyMode study) {
        return new ChainName(study.studyId(), study.mode().name());
    }

    /** The chain that the record belongs to. */
    public static ChainName of(CanonicalRecord record) {
        var study = record.text(AuditField.STUDY_ID);
        var mode = record.text(AuditField.MODE);
        boolean isOfTheService = SERVICE.equals(record.text(AuditField.TRAIL));
        return isOfTheService || study == null || mode == null
                ? OF_THE_SERVICE
                : new ChainName(Identifier.of(study), mode);
    }

    /** The study id as 32 upper-case hex characters. */
    public String study() {
        return Identifier.format(studyId);
    }

    /** The facts that name the chain, for the end of a log line. A name that a row has may be any text. */
    public String facts() {
        return " study=" + study() + " mode=" + PrintableText.printable(mode, LONGEST_MODE);
    }
}
