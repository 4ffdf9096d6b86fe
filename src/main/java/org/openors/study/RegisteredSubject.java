package org.openors.study;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/** A subject as mHealth knows it; what the study data does not say is absent. */
@JsonbPropertyOrder({"subjectId", "subjectNumber", "siteId", "mhealthSubjectId"})
public record RegisteredSubject(String subjectId, String subjectNumber, String siteId, String mhealthSubjectId) {}
