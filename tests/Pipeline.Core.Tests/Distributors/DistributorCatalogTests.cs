using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Distributors;

public sealed class DistributorCatalogTests : IExchangeLog
{
    [Fact]
    public void A_distributor_that_says_no_more_than_who_it_is_offers_nothing_and_works_from_nine_to_five()
    {
        IDistributor plain = new Plain("plain");

        Assert.Empty(plain.Feeds);
        Assert.Empty(plain.Flows);
        Assert.Null(plain.Push);
        Assert.Null(plain.Reader());
        Assert.Equal("A plain one takes no orders here.", plain.MissingServices);
        Assert.Equal(WorkingHours.NineToFive(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")), plain.WorkingHours);
    }

    [Fact]
    public void A_feed_has_a_flow_under_the_short_name_in_the_distributors_time_zone()
    {
        IDistributor distributor = new Offering("long-name");
        FlowCatalog flows = new(distributor.Flows);

        FlowDefinition flow = Assert.Single(distributor.Flows);
        Assert.Equal(
            ("short.stock", "Its stock", "long-name", "stock", "0 10 * * * *", "Europe/Paris", "No address."),
            (flow.Code, flow.Title, flow.Distributor, flow.Feed, flow.Expression, flow.TimeZone, flow.MissingSetting));
        Assert.Equal("short.stock", flows.CodeOf("long-name", "stock"));
        Assert.Equal("long-name.price", flows.CodeOf("long-name", "price"));
    }

    [Fact]
    public void A_distributor_is_found_by_its_code_and_no_code_twice()
    {
        Plain one = new("one");
        DistributorCatalog catalog = new([one, new Offering("two")]);

        Assert.Same(one, catalog.Find("one"));
        Assert.Null(catalog.Find("One"));
        Assert.Null(catalog.For("nobody"));
        Assert.Equal(["one", "two"], catalog.All.Select(static distributor => distributor.Code));
        _ = Assert.Throws<ArgumentException>(static () => new DistributorCatalog([new Plain("one"), new Plain("one")]));
    }

    [Fact]
    public void Each_kind_of_facts_has_one_feed_and_stock_may_stand_beside_the_stock_feed()
    {
        const FactKinds usual = FactKinds.Product | FactKinds.Price | FactKinds.Stock;

        Assert.Null(Fault((FeedKind.Price, usual), (FeedKind.Stock, FactKinds.Stock), (FeedKind.Category, FactKinds.Category)));
        Assert.Null(Fault((FeedKind.Catalog, FactKinds.Product | FactKinds.Stock), (FeedKind.Price, FactKinds.Price), (FeedKind.Content, FactKinds.Content)));
        Assert.Equal("Two feeds of facts carry Product; one of them may.", Fault((FeedKind.Catalog, FactKinds.Product), (FeedKind.Price, usual)));
        Assert.Equal(
            "Two feeds of facts carry Stock; one of them may.",
            Fault((FeedKind.Catalog, FactKinds.Product | FactKinds.Stock), (FeedKind.Price, FactKinds.Price | FactKinds.Stock)));
        Assert.StartsWith("The feed Catalog of facts carries Price; Product is needed", Fault((FeedKind.Catalog, FactKinds.Price)), StringComparison.Ordinal);
        Assert.StartsWith("The feed Stock of facts carries Price, Stock;", Fault((FeedKind.Stock, FactKinds.Stock | FactKinds.Price)), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_those_that_miss_nothing_can_be_ordered_from()
    {
        DistributorServiceDirectory services = new(new DistributorCatalog([new Offering("z"), new Plain("p"), new Offering("a")]), this, new TestClock());

        Assert.Equal(["a", "z"], services.Distributors);
        Assert.Null(services.For("p", isTest: false));
        Assert.Null(services.For("nobody", isTest: false));
        _ = Assert.Throws<FormatException>(() => services.For("a", isTest: false));
    }

    [Fact]
    public void A_refused_login_is_about_our_settings_everywhere_and_other_codes_where_they_mean_that()
    {
        IReadOnlyDictionary<string, DistributorTerms> terms = new DistributorCatalog([new Plain("p"), new Offering("o")]).Terms;

        Assert.True(terms["p"].IsAboutSettings("AUTH_REFUSED"));
        Assert.False(terms["p"].IsAboutSettings("77"));
        Assert.True(terms["o"].IsAboutSettings("77"));
    }

    Task IExchangeLog.RecordAsync(Exchange exchange, CancellationToken cancellationToken) => Task.CompletedTask;

    private static string? Fault(params (FeedKind Kind, FactKinds Facts)[] feeds) =>
        Record.Exception(() => new DistributorCatalog([new Carrying(feeds)]))?.Message;

    private sealed class Carrying((FeedKind Kind, FactKinds Facts)[] feeds) : IDistributor
    {
        public string Code => "facts";

        public string Name => "One that carries facts";

        public string TimeZone => "Europe/Paris";

        public string Currency => "EUR";

        public IReadOnlyList<DistributorFeed> Feeds =>
        [
            .. feeds.Select(static feed => new DistributorFeed
            {
                Kind = feed.Kind, Title = "Its feed", Profile = "p", Schedule = "0 10 * * * *", Form = new FeedForm(feed.Facts, null),
            }),
        ];
    }

    private sealed class Plain(string code) : IDistributor
    {
        public string Code => code;

        public string Name => "A plain one";

        public string TimeZone => "Europe/Paris";

        public string Currency => "EUR";
    }

    private sealed class Offering(string code) : IDistributor
    {
        public string Code => code;

        public string ShortName => "short";

        public string Name => "One that offers";

        public string TimeZone => "Europe/Paris";

        public string Currency => "EUR";

        public IReadOnlyList<DistributorFeed> Feeds =>
            [new() { Kind = FeedKind.Stock, Title = "Its stock", Profile = "p", Schedule = "0 10 * * * *", MissingSetting = "No address." }];

        public string? MissingServices => null;

        public IReadOnlySet<string> SettingsFaults => new HashSet<string> { "77" };

        public IDistributorService Services() => throw new FormatException("The address is wrong.");
    }
}
