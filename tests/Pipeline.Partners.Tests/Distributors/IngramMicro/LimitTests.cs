using System.Xml.Linq;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

/// <summary>What is refused before anything is sent, and how addresses are made to fit.</summary>
public sealed class LimitTests
{
    private static readonly DeliveryAddress Home = SampleOrder.Create().ShipTo;

    [Fact]
    public void A_long_street_is_split_between_words()
    {
        XDocument sent = Send(SampleOrder.To(Home with { Street = ["1234 avenue du Général Charles de Gaulle, escalier B, porte 17"] }), Sample.C1);

        Assert.Equal("1234 avenue du Général Charles de", Value(sent, "Address1"));
        Assert.Equal("Gaulle, escalier B, porte 17", Value(sent, "Address2"));
        Assert.Null(Value(sent, "Address3"));
    }

    [Fact]
    public void Too_many_short_street_lines_are_run_together()
    {
        XDocument sent = Send(SampleOrder.To(Home with { Street = ["12 rue A", "Bât C", "Étage 3", "Porte 4", "Code 5"] }), Sample.C1);

        Assert.Equal("12 rue A, Bât C, Étage 3, Porte 4,", Value(sent, "Address1"));
        Assert.Equal("Code 5", Value(sent, "Address2"));
    }

    [Fact]
    public void A_long_name_goes_on_in_the_second_name()
    {
        XDocument sent = Send(SampleOrder.To(Home with { Name = "Société Anonyme des Établissements Réunis du Nord", NameAddition = null }), Sample.C1);

        Assert.Equal("Société Anonyme des Établissements", Value(sent, "Name1"));
        Assert.Equal("Réunis du Nord", Value(sent, "Name2"));
    }

    [Theory]
    [InlineData("12 Donaudampfschifffahrtselektrizitätenhauptbetriebswerkstraße")]
    [InlineData("one two three four five six seven eight nine ten one two three four five six seven eight nine ten one two three four five")]
    public void A_street_that_does_not_fit_is_refused_and_never_cut(string street)
    {
        Issue breach = Refuse(SampleOrder.To(Home with { Street = [street] }), Sample.C1);

        Assert.Equal(new Issue(IssueCodes.AddressTooLong, "ShipTo/Address", street).With("lines", 3).With("limit", 35), breach);
    }

    [Fact]
    public void A_family_with_a_shorter_city_refuses_a_longer_one()
    {
        WireProfile profile = WireProfiles.Load("kit", ShortCity(), null);

        Issue breach = Refuse(SampleOrder.To(Home with { City = "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"[..22] }), profile);

        Assert.Equal(IssueCodes.FieldTooLong, breach.Code);
        Assert.Equal("Order/City", breach.Where);
        Assert.Equal("Saint-Remy-en-Bouzemon", breach.Text);
        Assert.EndsWith("has 22 characters; the distributor takes 21.", breach.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6900")]
    [InlineData("69002A")]
    [InlineData("ABCDE")]
    public void A_postal_code_that_does_not_fit_the_country_is_refused(string code)
    {
        Assert.Equal(IssueCodes.PostcodeInvalid, Refuse(SampleOrder.To(Home with { PostalCode = code }), Sample.C1).Code);
    }

    [Fact]
    public void A_country_outside_the_list_is_refused()
    {
        WireProfile profile = WireProfiles.Load("c1", """{ "order": { "countries": ["FR"] } }""", null);

        Assert.Equal(IssueCodes.CountryNotAllowed, Refuse(SampleOrder.To(Home with { CountryCode = "BE", PostalCode = "1000" }), profile).Code);
    }

    [Fact]
    public void A_street_without_number_is_refused_where_the_profile_says_so()
    {
        WireProfile profile = WireProfiles.Load("c1", """{ "order": { "houseNumberRequired": true } }""", null);

        Assert.Equal(IssueCodes.HouseNumberMissing, Refuse(SampleOrder.To(Home with { Street = ["rue Haute"] }), profile).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public void An_order_has_one_to_two_hundred_lines(int count)
    {
        OrderCreate order = SampleOrder.Create() with { Lines = [.. Enumerable.Range(1, count).Select(line => SampleOrder.Line(line, "7100231", 1, 1))] };

        Issue breach = Refuse(order, Sample.C1);

        Assert.Equal(IssueCodes.LineCount, breach.Code);
        Assert.Equal("Give 1 to 200 lines.", breach.Remedy);
    }

    [Fact]
    public void Two_lines_with_one_number_are_refused()
    {
        OrderCreate order = SampleOrder.Create() with { Lines = [SampleOrder.Line(7, "7100231", 1, 1), SampleOrder.Line(7, "7100487", 1, 1)] };

        Assert.Equal((IssueCodes.LineNumberTwice, "7"), (Refuse(order, Sample.C1).Code, Refuse(order, Sample.C1).Text));
    }

    [Theory]
    [InlineData(0, 1, IssueCodes.QuantityInvalid)]
    [InlineData(-2, 1, IssueCodes.QuantityInvalid)]
    [InlineData(1, 0, IssueCodes.PriceInvalid)]
    public void Quantities_and_prices_are_above_zero(int quantity, int price, string code)
    {
        OrderCreate order = SampleOrder.Create() with { Lines = [SampleOrder.Line(1, "7100231", quantity, price)] };

        Assert.Equal(code, Refuse(order, Sample.C1).Code);
    }

    [Fact]
    public void A_body_above_the_limit_is_refused()
    {
        WireProfile profile = WireProfiles.Load("c1", """{ "order": { "bodyBytes": 1000 } }""", null);

        Assert.Equal(IssueCodes.MessageTooLarge, Refuse(SampleOrder.Create(), profile).Code);
    }

    [Theory]
    [InlineData("Mme Cœur d’Azur", "Mme Coeur d'Azur")]
    [InlineData("Żółć – «50 €»", "Zólc - «50 EUR»")]
    [InlineData("Őri Ștefan", "Ori Stefan")]
    public void Characters_outside_the_encoding_are_replaced(string name, string expected)
    {
        XDocument sent = Send(SampleOrder.To(Home with { Name = name }), Sample.Genesis);

        Assert.Equal(expected, Value(sent, "Name1"));
    }

    [Theory]
    [InlineData("東京", "東 (U+6771)")]
    [InlineData("Anna 😀", "😀 (U+1F600)")]
    public void Characters_that_nothing_stands_for_are_refused_and_named(string name, string shown)
    {
        Issue breach = Refuse(SampleOrder.To(Home with { Name = name }), Sample.Genesis);

        Assert.Equal(new Issue(IssueCodes.CharacterUnsupported, breach.Where, shown) { Expected = "ISO-8859-1" }, breach);
        Assert.EndsWith("/Name1", breach.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Replacing_counts_before_splitting()
    {
        // 34 letters become 35 with œ written as two, and 36 with a second one.
        XDocument sent = Send(SampleOrder.To(Home with { Street = ["12345 œœœœœœœœœœœœœœ œœœœœœœœœœœ"] }), Sample.Genesis);

        Assert.Equal("12345 oeoeoeoeoeoeoeoeoeoeoeoeoeoe", Value(sent, "Address1"));
        Assert.Equal("oeoeoeoeoeoeoeoeoeoeoe", Value(sent, "Address2"));
    }

    private static string ShortCity() => """
        {
          "extends": "c1", "envelope": "none",
          "requests": { "orderCreate": { "root": "Order", "body": [{ "element": "City", "field": "city", "maxLength": 21 }] } }
        }
        """;

    private static Issue Refuse(OrderCreate order, WireProfile profile)
    {
        OrderPreview preview = new ScriptedService().Connect(profile).PreviewOrder(order);

        Assert.True(preview.Body.IsEmpty);
        return preview.Breaches[0];
    }

    private static XDocument Send(OrderCreate order, WireProfile profile)
    {
        OrderPreview preview = new ScriptedService().Connect(profile).PreviewOrder(order);

        Assert.Empty(preview.Breaches);
        return XDocument.Load(new MemoryStream(preview.Body.ToArray()));
    }

    private static string? Value(XDocument sent, string name) =>
        sent.Descendants().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
}
