using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Tests.Issues;

public sealed class IssueTests
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [Fact]
    public void Its_sentences_are_made_of_the_catalogue_and_its_values()
    {
        Issue issue = new Issue("PRICE_ABOVE_LIMIT", "line 1", "10.50 EUR").Expecting("10.00 EUR").With("article", "acme 7100231");

        Assert.Equal("acme 7100231 costs 10.50 EUR; at most 10.00 EUR is allowed.", issue.Cause);
        Assert.Equal("Release to order all the same, or cancel.", issue.Remedy);
        Assert.Equal("error", issue.Severity);
        Assert.Equal(
            "PRICE_ABOVE_LIMIT, line 1: acme 7100231 costs 10.50 EUR; at most 10.00 EUR is allowed.",
            issue.ToString());
    }

    [Fact]
    public void A_value_that_is_not_known_shows_its_name() =>
        Assert.Equal("There is no flow '‹text›'.", new Issue("FLOW_UNKNOWN", null, null).Cause);

    [Fact]
    public void A_code_of_a_partner_says_the_words_of_the_partner()
    {
        Issue issue = new("20005", null, null) { SaidCause = "20005: closed", SaidSeverity = "retry" };

        Assert.Equal(("20005: closed", string.Empty, "retry", "20005: closed"), (issue.Cause, issue.Remedy, issue.Severity, issue.Sentence));
        Assert.Null(IssueCatalog.PathOf("20005"));
    }

    [Fact]
    public void Words_that_came_with_a_code_of_ours_stand_in_for_the_catalogue()
    {
        Issue issue = new("FEED_EMPTY", null, null) { SaidCause = "The file of Tuesday has no rows." };

        Assert.Equal("The file of Tuesday has no rows. Wait for the next file; call the distributor if it is empty again.", issue.Sentence);
    }

    [Fact]
    public void A_long_text_is_cut_and_never_within_a_character()
    {
        string text = new string('x', Issue.MaxText - 1) + "😀";

        Assert.Equal(new string('x', Issue.MaxText - 1), new Issue("FIELD_TOO_LONG", null, text).Text);
        Assert.Equal(Issue.MaxText, new Issue("FIELD_TOO_LONG", null, new string('y', 500)).Text!.Length);
    }

    [Fact]
    public void An_issue_of_a_row_says_where_the_row_is_and_is_stored_without_it()
    {
        Issue issue = Issue.OfRow(new RowPlace(17) { Column = "EAN", RawRow = "a;b" }, "EAN_INVALID", "warning", new string('9', 300), "A GTIN is expected.");

        Assert.Equal(("Line 17", "warning", "A GTIN is expected.", 200), (issue.Where, issue.Severity, issue.Cause, issue.Text!.Length));
        Assert.Equal("Page 2, record 0", (issue with { Row = new RowPlace(0) { Page = 2, Index = 0 } }).Where);
        Assert.Equal(
            """{"code":"EAN_INVALID","where":"Line 17","text":"1","message":"A GTIN is expected.","severity":"warning"}""",
            JsonSerializer.Serialize(issue with { Text = "1" }, Camel));
    }

    [Fact]
    public void Two_that_say_the_same_are_equal()
    {
        Issue issue = new Issue("TEXT_TOO_LONG", "/city", "x").With("length", 61).With("limit", 60);

        Assert.Equal(issue, new Issue("TEXT_TOO_LONG", "/city", "x").With("limit", 60).With("length", 61));
        Assert.Equal(issue.GetHashCode(), new Issue("TEXT_TOO_LONG", "/city", "x").With("limit", 60).With("length", 61).GetHashCode());
        Assert.NotEqual(issue, issue.With("limit", 50));
        Assert.NotEqual(issue, issue with { SaidCause = "Too long." });
        Assert.NotEqual(issue, issue.Expecting(1));
        Assert.NotEqual(issue, issue with { Row = new RowPlace(1) });
    }

    [Fact]
    public void Numbers_are_written_in_no_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        try
        {
            Assert.Equal("Nothing was stored: 1.5 of the order's values cannot be taken.", new Issue("ORDER_INVALID", null, null).With("count", 1.5m).Cause);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Stored_are_code_and_values_and_not_the_sentences()
    {
        Issue issue = new Issue("PRICE_DIFFERS", "line 1", "10.50").Expecting("10");

        string json = JsonSerializer.Serialize(issue, Camel);

        Assert.Equal("""{"code":"PRICE_DIFFERS","where":"line 1","text":"10.50","expected":"10"}""", json);
        Assert.Equal(issue, JsonSerializer.Deserialize<Issue>(json, Camel));
    }

    /// <summary>As earlier builds stored the first error of an execution, and a finding of an invoice.</summary>
    [Theory]
    [InlineData(
        """{"code":"FTP_CUT","message":"The connection broke: 3 of 9 bytes.","remedy":"Try again.","severity":"retry"}""",
        "FTP_CUT: The connection broke: 3 of 9 bytes.", "retry")]
    [InlineData(
        """{"code":"MATCH_PRICE","where":"Invoice 1, line 2","text":"10","expected":"9"}""",
        "MATCH_PRICE, Invoice 1, line 2: The price 10 was billed, and 9 was confirmed.",
        "error")]
    public void What_an_earlier_build_stored_is_read(string json, string line, string severity)
    {
        Issue issue = JsonSerializer.Deserialize<Issue>(json, Camel)!;

        Assert.Equal((line, severity), (issue.ToString(), issue.Severity));
    }

    [Fact]
    public void An_order_that_an_earlier_build_blocked_says_what_it_said()
    {
        OrderRecord record = OrderRecordJson.Read(Encoding.UTF8.GetBytes(
            """
            {"order":{"orderId":"1","source":{"channel":"api"},"lines":[],"purchaseOrders":[],"blockedReason":"NO_PRICE, line 1: It has none."},
             "receivedAt":"2026-03-10T00:00:00+00:00","changedAt":"2026-03-10T00:00:00+00:00",
             "alarms":[{"code":"HOLD_OVERDUE","subject":"P1","text":"It is held; ask.","raisedAt":"2026-03-10T00:00:00+00:00"}]}
            """));

        Assert.Equal(("NO_PRICE, line 1: It has none.", "It is held; ask."), (record.Order.BlockedReason, record.Alarms[0].Text));
        Assert.Null(record.Order.Obstacles);
        Assert.Null(record.Alarms[0].Issue);
    }

    [Fact]
    public void An_order_that_is_blocked_is_read_as_it_was_written_and_freed_as_a_whole()
    {
        OrderRecord record = OrderRecordJson.Read(Encoding.UTF8.GetBytes(
            """
            {"order":{"orderId":"1","source":{"channel":"api"},"lines":[],"purchaseOrders":[]},
             "receivedAt":"2026-03-10T00:00:00+00:00","changedAt":"2026-03-10T00:00:00+00:00"}
            """));
        Issue[] obstacles = [new Issue("STOCK_SHORT", "line 1", "1").Expecting(2).With("article", "acme A"), new Issue("ADDRESS_MISSING", null, null)];

        OrderRecord read = OrderRecordJson.Read(OrderRecordJson.Write(record with { Order = record.Order with { Obstacles = obstacles } }));

        Assert.Equal(obstacles, read.Order.Obstacles);
        Assert.Equal(
            "STOCK_SHORT, line 1: The order is to be shipped complete, and 1 of 2 pieces of acme A are in stock. Release to order all the same, or cancel."
            + " | ADDRESS_MISSING: The delivery address has been deleted. Cancel, and place the order again.",
            read.Order.BlockedReason);
        Assert.Null((read.Order with { BlockedReason = null }).Obstacles);
    }
}
