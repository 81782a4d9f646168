using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Tests.Feeds;

public sealed class ApiRecordTests
{
    private readonly ApiRecord record = new(new FeedProfile { Name = "toy", Feed = FeedKind.Price }, new DateOnly(2026, 3, 10));

    [Fact]
    public void A_member_is_found_in_any_case_and_by_a_path()
    {
        Begin("""{"Brand":{"DESCRIPTION":" ZENTARO "},"Upc":null,"Blank":"  ","Id":71}""");

        Assert.Equal(("ZENTARO", "71"), (record.Text("brand.description"), record.Text("id")));
        Assert.Null(record.Text("upc"));
        Assert.Null(record.Text("blank"));
        Assert.Null(record.Text("brand.description.more"));
        Assert.Null(record.Find("brand.name"));
        Assert.Empty(record.Findings);
    }

    [Fact]
    public void A_figure_is_read_as_a_number_or_as_text()
    {
        Begin("""{"a":1.50,"b":"2.5","c":7,"d":"8","e":1e2}""");

        Assert.Equal((1.50m, 2.5m, 100m), (record.Number("a"), record.Number("b"), record.Number("e")));
        Assert.Equal((7, 8, null), (record.Quantity("c"), record.Quantity("d"), record.Quantity("none")));
        Assert.Equal((1.50m, null), (record.Price("a"), record.Price("none")));
        Assert.False(record.IsFailed);
    }

    [Fact]
    public void What_cannot_be_read_is_a_warning_but_for_stock_and_price()
    {
        Begin("""{"a":"one","b":1.5,"ean":"123","price":-1}""");

        Assert.Null(record.Number("a"));
        Assert.Null(record.Gtin("ean"));
        Assert.False(record.IsFailed);
        Assert.Null(record.Quantity("b"));
        Assert.True(record.IsFailed);
        Assert.Null(record.Price("price"));

        Assert.Equal(
            ["NUMBER_UNREADABLE a one", "EAN_INVALID ean 123", "QUANTITY_UNREADABLE b 1.5", "PRICE_UNREADABLE price -1"],
            record.Findings.Select(static finding => $"{finding.Code} {finding.Row!.Column} {finding.Text}"));
        Assert.All(record.Findings, static finding => Assert.Equal(17, finding.Row!.Line));
    }

    [Fact]
    public void A_record_starts_without_the_findings_of_the_one_before()
    {
        Begin("""{"price":"none"}""");
        _ = record.Price("price");
        Begin("""{"ean":"4006381333931"}""");

        Assert.Equal("4006381333931", record.Gtin("ean"));
        Assert.Empty(record.Findings);
        Assert.False(record.IsFailed);
    }

    [Fact]
    public void A_member_of_another_type_than_asked_for_is_a_fault_that_drops_the_record()
    {
        Begin("""{"name":{"en":"A car"}}""");

        _ = Assert.Throws<InvalidOperationException>(() => record.Text("name"));
    }

    private void Begin(string json) => record.Begin(JsonElement.Parse(json), DistributorSku.Parse("1"), 17);
}
