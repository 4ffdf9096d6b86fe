package org.openors.study;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.study.StudyDataRow.DispensationRow;
import org.openors.study.StudyDataRow.ItemRow;
import org.openors.study.StudyDataRow.KitTypeRow;
import org.openors.study.StudyDataRow.RegistrationRow;
import org.openors.study.StudyDataRow.SiteRow;
import org.openors.study.StudyDataRow.SubjectRow;

/** The document as callers see it. Only a schema: {@link StudyDataDocument} reads it as a stream. */
@Schema(description = """
                Every member may be left out: what is stored then stays as it is. A value that may be left out may also be null: what is
                stored is then removed. The lists build on each other in this order; each may name what earlier documents brought.
                """, example = """
                {"title": "Hypertension at home", "version": "1.0.0.1",
                 "deviceService": {"connector": "built-in", "iotBaseUrl": "https://iot.example.org"},
                 "kitTypes": [
                  {"kitTypeId": "BPM", "description": "Blood pressure monitor", "deviceType": "BloodPressureMonitor",
                   "deviceConnection": "DevicetoCloud", "deviceModelUrns": ["urn:com:example:bpm"]},
                  {"kitTypeId": "SCALE", "deviceType": "WeightScale", "deviceConnection": "CloudtoCloud"}],
                 "subjects": [
                  {"subjectId": "0A1B2C3D4E5F67890123456789ABCDEF", "subjectNumber": "siteA-1", "siteId": "siteA",
                   "mSubjectId": "MSUBJECT-001"}],
                 "inventory": [
                  {"inventoryId": "B1B8327AFAA6412287106192AB5984EF", "kitTypeId": "BPM"},
                  {"inventoryId": "5D0E2A6C41F84B0B9C0A7E11D2F3A4B5", "kitTypeId": "SCALE"}],
                 "dispensations": [
                  {"subjectId": "0A1B2C3D4E5F67890123456789ABCDEF", "inventoryId": "B1B8327AFAA6412287106192AB5984EF"},
                  {"subjectId": "0A1B2C3D4E5F67890123456789ABCDEF", "inventoryId": "5D0E2A6C41F84B0B9C0A7E11D2F3A4B5"}],
                 "registrations": [
                  {"inventoryId": "5D0E2A6C41F84B0B9C0A7E11D2F3A4B5", "deviceId": "77E0B2C49A1D4D0F86C35E2B19F4A0D8",
                   "vendorCode": "XYZ123"}],
                 "sites": [
                  {"siteId": "siteA", "name": "University Hospital", "timeZone": "Europe/Zurich", "language": "de"}]}
                """)
record StudyData(
        @Schema(nullable = true, minLength = 1, maxLength = 200)
        String title,

        @Schema(
                nullable = true,
                description = "The study's version in this mode. Without one, device operations answer 404.",
                maxLength = 39,
                pattern = "^[0-9]{1,9}(\\.[0-9]{1,9}){0,3}$",
                example = "1.0.0.1")
        String version,

        DeviceService deviceService,

        @Schema(maxItems = Section.MOST_KIT_TYPES) List<KitTypeRow> kitTypes,

        List<SubjectRow> subjects,
        List<ItemRow> inventory,
        List<DispensationRow> dispensations,
        List<RegistrationRow> registrations,

        @Schema(maxItems = Section.MOST_SITES) List<SiteRow> sites) {}
