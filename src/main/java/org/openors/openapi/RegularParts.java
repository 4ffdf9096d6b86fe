package org.openors.openapi;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.info.Info;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.openors.error.ErrorCode;
import org.openors.release.Release;
import org.openors.security.RequiresRight;

/** Completes what the resources say: the right and the refusals of each operation, and what all of them share. */
public class RegularParts implements OASFilter {

    private final ResourceMethods methods;

    public RegularParts() {
        this(ResourceMethods.ofThisBuild());
    }

    RegularParts(ResourceMethods methods) {
        this.methods = methods;
    }

    /** @throws IllegalStateException if the document and the resource methods do not fit together */
    @Override
    public void filterOpenAPI(OpenAPI api) {
        Optional.ofNullable(api.getInfo()).ifPresent(RegularParts::tellRelease);
        var components = Optional.ofNullable(api.getComponents()).orElseGet(OASFactory::createComponents);
        api.setComponents(components);
        ErrorSchemas.addTo(components);
        CommonHeaders.addTo(components);
        SecuritySchemes.addTo(components);
        components.getSchemas().values().forEach(RegularParts::close);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((verb, operation) ->
                                complete(operation, path, methods.of(verb.name(), path), components)));
    }

    private static void tellRelease(Info info) {
        info.addExtension("x-release", Release.version());
        info.addExtension("x-commit", Release.commit());
    }

    private static void complete(Operation operation, String path, Method method, Components components) {
        tellRight(operation, method);
        orderParameters(operation, path);
        referToShared(operation, components);
        var responses = operation.getResponses();
        responses.getAPIResponses().values().forEach(RegularParts::addRequestId);
        Refusals.of(method, path, operation.getRequestBody() != null)
                .forEach((status, codes) ->
                        responses.addAPIResponse(status.toString(), errorResponse(codes, components)));
    }

    private static void tellRight(Operation operation, Method method) {
        var required = method.getAnnotation(RequiresRight.class);
        if (required != null) {
            var name = required.ofTheService()
                    ? required.value().wireNameOfTheService()
                    : required.value().wireName();
            var right = "Right: `" + name + "`.";
            var description = Optional.ofNullable(operation.getDescription());
            operation.setDescription(description
                    .map(text -> text.stripTrailing() + "\n\n" + right)
                    .orElse(right));
        }
    }

    /** Those of the path come first, in its order. */
    private static void orderParameters(Operation operation, String path) {
        if (operation.getParameters() != null) {
            operation.setParameters(operation.getParameters().stream()
                    .sorted(Comparator.comparingInt(parameter -> place(parameter, path)))
                    .toList());
        }
    }

    private static int place(Parameter parameter, String path) {
        return parameter.getIn() == Parameter.In.PATH ? path.indexOf("{" + parameter.getName() + "}") : path.length();
    }

    /** A parameter of the same name and place as a shared one is the shared one. */
    private static void referToShared(Operation operation, Components components) {
        if (operation.getParameters() != null && components.getParameters() != null) {
            operation.setParameters(operation.getParameters().stream()
                    .map(parameter -> isShared(parameter, components)
                            ? OASFactory.createParameter().ref(parameter.getName())
                            : parameter)
                    .toList());
        }
    }

    private static boolean isShared(Parameter parameter, Components components) {
        var shared = components.getParameters().get(parameter.getName());
        return shared != null && shared.getIn() == parameter.getIn();
    }

    /** No body, be it sent or answered, has a member that its schema does not name. */
    private static void close(Schema schema) {
        if (schema.getProperties() != null) {
            schema.setAdditionalPropertiesBoolean(false);
            schema.getProperties().values().forEach(RegularParts::addNull);
        }
    }

    /** In OpenAPI 3.0 null is a value of an enumeration only if it is listed there too. */
    private static void addNull(Schema property) {
        if (Boolean.TRUE.equals(property.getNullable()) && property.getEnumeration() != null) {
            var values = new ArrayList<>(property.getEnumeration());
            values.add(null);
            property.setEnumeration(values);
        }
    }

    private static void addRequestId(APIResponse response) {
        response.addHeader(CommonHeaders.REQUEST_ID, CommonHeaders.reference(CommonHeaders.REQUEST_ID));
    }

    /** One code alone is answered in the same way everywhere. */
    private static APIResponse errorResponse(List<ErrorCode> codes, Components components) {
        if (codes.size() > 1) {
            return ErrorResponses.of(codes);
        }
        var name = codes.get(0).name();
        components.addResponse(name, ErrorResponses.of(codes));
        return OASFactory.createAPIResponse().ref(name);
    }
}
