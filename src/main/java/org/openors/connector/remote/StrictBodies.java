package org.openors.connector.remote;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.openors.connector.client.Device;
import org.openors.connector.client.DeviceCred;
import org.openors.connector.client.NewDevice;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.input.JsonFields;
import org.openors.input.Problems;
import org.openors.input.StrictJson;

/** Reads and writes the bodies of the published API: strict JSON of at most 64 KiB. Members that it does not name are ignored. */
@Produces(MediaType.APPLICATION_JSON)
public class StrictBodies implements ReaderInterceptor, MessageBodyWriter<NewDevice> {

    static final int MOST_BYTES = 64 * 1024;
    private static final Set<Class<?>> READ = Set.of(DeviceCred.class, Device.class, List.class);
    private static final String ALL = "all";

    /** Reads the body itself, so that it does not matter which readers the server has. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext answer) throws IOException {
        var type = answer.getType();
        if (!READ.contains(type)) {
            return answer.proceed();
        }
        var media = answer.getMediaType();
        if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(media) || media.isWildcardType()) {
            throw new UnreadableAnswer("its media type is not application/json");
        }
        try {
            return read(type, bytes(answer.getInputStream()));
        } catch (Refusal | JsonException notStrict) {
            throw new UnreadableAnswer("its body is not the JSON that the API promises");
        }
    }

    private static Object read(Class<?> type, byte[] body) {
        var problems = new Problems();
        Object read;
        if (type == List.class) {
            read = devices(StrictJson.readObject(asMember(body)), problems);
        } else {
            var fields = new JsonFields(StrictJson.readObject(new ByteArrayInputStream(body)), "", problems);
            read = type == Device.class ? device(fields) : pair(fields);
        }
        problems.refuseIfAny();
        return read;
    }

    /** The reader wants an object: the array becomes its one member. */
    private static InputStream asMember(byte[] array) {
        return new SequenceInputStream(Collections.enumeration(
                List.of(stream("{\"" + ALL + "\":"), new ByteArrayInputStream(array), stream("}"))));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Device> devices(JsonObject wrapped, Problems problems) {
        if (wrapped.size() != 1 || !(wrapped.get(ALL) instanceof JsonArray elements)) {
            throw new Refusal(ErrorCode.INVALID_REQUEST);
        }
        return elements.stream()
                .flatMap(element -> JsonFields.of(element, "", problems).stream())
                .map(StrictBodies::device)
                .toList();
    }

    private static Device device(JsonFields fields) {
        return new Device(fields.identifier("id"));
    }

    private static DeviceCred pair(JsonFields fields) {
        return new DeviceCred(fields.requiredText("accessId", 1, 100), fields.requiredText("otp", 1, 100));
    }

    private static byte[] bytes(InputStream body) throws IOException {
        var all = new ByteArrayOutputStream();
        var part = new byte[8_192];
        for (int read = body.read(part); read >= 0; read = body.read(part)) {
            all.write(part, 0, read);
            if (all.size() > MOST_BYTES) {
                throw new UnreadableAnswer("its body is too large");
            }
            CallUnderWay.requireTime();
        }
        return all.toByteArray();
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == NewDevice.class;
    }

    @Override
    public void writeTo(
            NewDevice device,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        var json = Json.createObjectBuilder();
        if (device.esourceName() != null) {
            json.add("esourceName", device.esourceName());
        }
        json.add("srcDeviceName", device.srcDeviceName());
        if (device.surrogateSubjId() != null) {
            json.add("surrogateSubjId", device.surrogateSubjId());
        }
        json.add("targetSubjIdMap", Json.createArrayBuilder());
        body.write(json.build().toString().getBytes(StandardCharsets.UTF_8));
    }
}
