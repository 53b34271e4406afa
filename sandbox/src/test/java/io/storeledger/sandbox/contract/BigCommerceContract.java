package io.storeledger.sandbox.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One of BigCommerce's OpenAPI files, as an oracle for requests sent and answers given.
public final class BigCommerceContract {
    /// Faults of the files, not of what they describe.
    private static final List<String> KNOWN_QUIRKS =
            List.of(
                    // A string is right here; the schema has a sibling that says otherwise.
                    "form_fields",
                    // Alternatives without required fields fit any object, so both always do.
                    "failed to match exactly one schema (matched 2 out of 2)",
                    // Null where the store values a line itself, as the example of one refund
                    // shows.
                    "/requested_amount'] Instance type (null)",
                    // Null where the product has options, and where a variant inherits, in life.
                    "/base_variant_id'] Instance type (null)",
                    "price'] Instance type (null)",
                    "/sku_id'] Instance type (null)",
                    "/weight'] Instance type (null)",
                    "/width'] Instance type (null)",
                    "/height'] Instance type (null)",
                    "/depth'] Instance type (null)",
                    // The parameter's own text says to add :asc or :desc.
                    "(\"date_modified:asc\") not found in enum",
                    // The text of the same schema says that it is null except for items.
                    "/order_product_id'] Instance type (null)");

    private final OpenApiInteractionValidator validator;
    private final String base;

    private BigCommerceContract(OpenApiInteractionValidator validator, String base) {
        this.validator = validator;
        this.base = base;
    }

    /// The contract of this file, as `orders.v2.oas2.yml`; skips the test where there is none.
    ///
    /// @param base what paths start with, as `/stores/sandbox1/v2`
    public static BigCommerceContract of(String file, String base) {
        String url =
                Contracts.folder()
                        .resolve("bigcommerce/openapi")
                        .resolve(file)
                        .toAbsolutePath()
                        .normalize()
                        .toUri()
                        .toString();
        return new BigCommerceContract(
                OpenApiInteractionValidator.createForSpecificationUrl(url)
                        .withBasePathOverride(base)
                        .withLevelResolver(
                                LevelResolver.create()
                                        .withLevel(
                                                "validation.schema.additionalProperties",
                                                ValidationReport.Level.IGNORE)
                                        .build())
                        .build(),
                base);
    }

    /// What is wrong with an answer; empty if nothing is.
    ///
    /// @param path below the base, without a query
    public List<String> answer(String method, String path, int status, String body) {
        return answer(method, path, status, body, "application/json");
    }

    /// The same of an answer with this media type.
    public List<String> answer(
            String method, String path, int status, String body, String contentType) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
        if (!body.isEmpty()) {
            response.withContentType(contentType).withBody(body);
        }
        return messages(
                validator.validateResponse(
                        base + path, Request.Method.valueOf(method), response.build()));
    }

    /// What is wrong with a request; empty if nothing is.
    ///
    /// @param path below the base, without a query
    /// @param body "" for none
    public List<String> request(
            String method, String path, Map<String, String> query, String body) {
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(method, base + path).withAccept("application/json");
        request.withHeader("X-Auth-Token", "any");
        request.withContentType("application/json");
        query.forEach(request::withQueryParam);
        if (!body.isEmpty()) {
            request.withBody(body);
        }
        return messages(validator.validateRequest(request.build()));
    }

    private static List<String> messages(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .flatMap(BigCommerceContract::leaves)
                .map(ValidationReport.Message::toString)
                .filter(message -> KNOWN_QUIRKS.stream().noneMatch(message::contains))
                .toList();
    }

    // A composed schema's message only says that one of those below it stands.
    private static Stream<ValidationReport.Message> leaves(ValidationReport.Message message) {
        return message.getNestedMessages().isEmpty()
                ? Stream.of(message)
                : message.getNestedMessages().stream().flatMap(BigCommerceContract::leaves);
    }
}
