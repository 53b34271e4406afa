package io.storeledger.sandbox.shop;

import java.util.List;
import java.util.random.RandomGenerator;

/// Makes up people; every address is under `.invalid`.
final class People {
    private static final List<String> FIRST =
            List.of("Ada", "Grace", "José", "Zoë", "Nguyễn", "美咲", "O'Shea", "Jean-Luc", "Mia");
    private static final List<String> LAST =
            List.of(
                    "Lovelace",
                    "Hopper",
                    "Müller",
                    "D'Arcy",
                    "Sørensen",
                    "山田",
                    "van der Berg",
                    "Li");
    private static final List<String> COMPANIES =
            List.of(
                    "",
                    "",
                    "",
                    "Acme & Sons",
                    "Ünïcode GmbH",
                    "Very Long Company Name of the North and South Ltd");
    private static final List<Place> PLACES =
            List.of(
                    new Place("Austin", "Texas", "78701", "United States", "US"),
                    new Place("London", "", "SW1A 1AA", "United Kingdom", "GB"),
                    new Place("Toronto", "Ontario", "M5H 2N2", "Canada", "CA"),
                    new Place("Köln", "", "50667", "Germany", "DE"),
                    new Place("東京", "Tokyo", "100-0001", "Japan", "JP"));

    private final RandomGenerator random;

    People(RandomGenerator random) {
        this.random = random;
    }

    private record Place(
            String city, String state, String zip, String country, String countryCode) {}

    Person next() {
        Place place = PLACES.get(random.nextInt(PLACES.size()));
        int number = random.nextInt(1_000_000_000);
        return new Person(
                FIRST.get(random.nextInt(FIRST.size())),
                LAST.get(random.nextInt(LAST.size())),
                COMPANIES.get(random.nextInt(COMPANIES.size())),
                (1 + number % 999) + " Main Street",
                place.city(),
                place.state(),
                place.zip(),
                place.country(),
                place.countryCode(),
                "555" + number % 10_000_000,
                "shopper" + number + "@shopper.invalid");
    }
}
