package io.satang.source.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.satang.source.catalogue.CatalogueFile.CountryEntry;
import io.satang.source.catalogue.CatalogueFile.FormatEntry;
import io.satang.source.catalogue.CatalogueFile.InstallmentEntry;
import io.satang.source.catalogue.CatalogueFile.MarketEntry;
import io.satang.source.catalogue.CatalogueFile.MethodEntry;
import io.satang.source.catalogue.CatalogueFile.ParameterEntry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the written catalogue into the one that rules work with, and refuses one that does not add up. */
final class CatalogueReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Map<String, CountryEntry> countries;
    private final Map<String, Format> formats;
    private final List<ParameterEntry> commonParameters;

    private CatalogueReader(CatalogueFile file) {
        this.countries = file.countries().stream().collect(Collectors.toMap(CountryEntry::code, Function.identity()));
        this.formats = file.formats().stream().collect(Collectors.toMap(FormatEntry::name, CatalogueReader::format));
        this.commonParameters = file.commonParameters();
    }

    /**
     * Reads and checks a catalogue.
     *
     * @throws IllegalArgumentException when it is not well-formed, or contradicts itself
     */
    static Catalogue read(InputStream json) throws IOException {
        try {
            CatalogueFile file = MAPPER.readValue(json, CatalogueFile.class);
            CatalogueReader reader = new CatalogueReader(file);
            return new Catalogue(
                    file.countries().stream().map(CatalogueReader::limits).toList(),
                    file.methods().stream().map(reader::method).toList(),
                    file.cardBrands());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the catalogue cannot be read: " + e.getMessage(), e);
        }
    }

    private static CountryLimits limits(CountryEntry entry) {
        return new CountryLimits(
                entry.code(), entry.chargeAmount(), entry.transferAmount(), entry.installmentMinimum(), entry.banks());
    }

    private static Format format(FormatEntry entry) {
        return switch (entry.kind()) {
            case TEXT ->
                new Format.Text(
                        Pattern.compile(entry.pattern().orElseThrow()),
                        entry.refusal().orElseThrow(),
                        entry.maximumCharacters().orElseThrow());
            case CHOICE -> new Format.Choice(entry.values().orElseThrow());
            case ADDRESS -> new Format.Address();
            case ITEMS -> new Format.Items();
        };
    }

    private PaymentMethod method(MethodEntry entry) {
        return new PaymentMethod(
                entry.type(),
                entry.flow(),
                entry.instructions().orElse(entry.flow() == Flow.OFFLINE ? Instructions.QR_CODE : Instructions.NONE),
                entry.markets().stream().map(this::market).toList(),
                Duration.ofSeconds(entry.chargeExpirySeconds()),
                entry.settableExpiry()
                        .map(bounds -> new ExpiryBounds(
                                Duration.ofSeconds(bounds.minimumSeconds()),
                                Duration.ofSeconds(bounds.maximumSeconds()))),
                entry.sourceExpirySeconds().map(Duration::ofSeconds),
                entry.feeRate(),
                entry.vatRate(),
                entry.refunds(),
                entry.failureCodes(),
                parameters(entry.parameters().orElse(List.of())),
                entry.installment().map(installment -> installment(entry, installment)),
                entry.banks().orElse(List.of()));
    }

    /** A method's own limits, and the country's where it has none. */
    private Market market(MarketEntry entry) {
        AmountRange generic = knownCountry(entry.country()).methodAmount();
        return new Market(
                entry.country(),
                entry.currency(),
                new AmountRange(
                        entry.minimum().orElse(generic.minimum()),
                        entry.maximum().orElse(generic.maximum())));
    }

    /** What every method takes, and what this one takes beside or instead. */
    private List<Parameter> parameters(List<ParameterEntry> own) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        own.forEach(entry -> parameters.put(entry.name(), parameter(entry)));
        commonParameters.forEach(entry -> parameters.putIfAbsent(entry.name(), parameter(entry)));
        return List.copyOf(parameters.values());
    }

    private Parameter parameter(ParameterEntry entry) {
        return new Parameter(
                entry.name(),
                entry.required(),
                Optional.ofNullable(formats.get(entry.format()))
                        .orElseThrow(() -> new IllegalArgumentException("there is no format " + entry.format())));
    }

    private Installment installment(MethodEntry method, InstallmentEntry entry) {
        long orderMinimum = method.markets().stream()
                .mapToLong(market ->
                        knownCountry(market.country()).installmentMinimum().orElse(0L))
                .max()
                .orElse(0);
        return new Installment(
                entry.terms().stream()
                        .map(term -> new Installment.Term(
                                term.months(), term.orderMinimum().orElse(term.months() * entry.monthlyMinimum())))
                        .toList(),
                entry.loanTerms().orElse(List.of()),
                orderMinimum,
                entry.interestRate());
    }

    private CountryEntry knownCountry(String code) {
        return Optional.ofNullable(countries.get(code))
                .orElseThrow(() -> new IllegalArgumentException("country " + code + " is not described"));
    }
}
