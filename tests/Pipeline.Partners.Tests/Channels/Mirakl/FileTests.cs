using System.Text;
using Pipeline.Core.Channels.Offers;
using Pipeline.Partners.Channels.Mirakl.Files;
using Pipeline.Partners.Channels.Mirakl.Products;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

/// <summary>Files as they are sent, compared with the samples.</summary>
public sealed class FileTests
{
    private static readonly OfferTerms Terms = new() { Channels = ["ES_B2C"] };

    [Fact]
    public void Offers_with_prices_in_spain_are_the_sample()
    {
        Offer dock = An("IM-NVL-DOCK12", "2001000000012", 89.9m, 42, 2) with { Prices = [new ChannelPrice("ES_B2C", 92.9m, null)] };
        Offer keyboard = An("IM-NVL-KB-FR", "2001000000029", 39.9m, 15, 2) with
        {
            Prices = [new ChannelPrice("ES_B2C", 41.9m, new OfferDiscount(35.9m, new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 30)))],
        };
        Offer disk = An("IX-ZEN-SSD1T", "2001000000036", 74.5m, 118, 3);

        AssertCells("offers-es-channel.csv", new OfferFileWriter(Terms).WriteOffers([dock, keyboard, disk]));
    }

    [Fact]
    public void Offers_are_the_sample()
    {
        Offer[] offers =
        [
            An("IM-NVL-DOCK12", "2001000000012", 89.9m, 42, 2) with { WarrantyMonths = 24, WarehouseLocation = "Europe" },
            An("IM-NVL-KB-FR", "2001000000029", 39.9m, 0, 2) with
            {
                WarrantyMonths = 24, WarehouseLocation = "France", Discount = new OfferDiscount(34.9m, new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 30)),
            },
            An("IX-ZEN-SSD1T", "2001000000036", 74.5m, 118, 3) with { WarrantyMonths = 36, WarehouseLocation = "Hors_Zone_EU" },
            An("IX-ZEN-LAP13-R10", "2001000000043", 429m, 3, 0) with { State = "10", WarrantyMonths = 12, WarehouseLocation = "Espana" },
            new Offer { Sku = "IM-OLD-HUB4", Product = ProductReference.OfGtin("2001000000050"), Price = 5, Quantity = 9, State = "11", IsDelete = true },
        ];

        // Texts for customers and for the back office are not ours to set.
        AssertCells("offers.csv", new OfferFileWriter(Terms).WriteOffers(offers), "description", "internal-description", "min-quantity-alert");
    }

    [Fact]
    public void A_file_has_no_byte_order_mark_and_only_the_columns_that_the_operator_takes()
    {
        byte[] file = new OfferFileWriter(new OfferTerms { TakesLeadTime = false, WarrantyColumn = null, WarehouseColumn = "stock-place", PriceDecimals = 0 })
            .WriteOffers([An("A", "2001000000012", 12m, 1, 2) with { WarrantyMonths = 12, WarehouseLocation = "Europe" }]);

        Assert.Equal(
            "sku;product-id;product-id-type;price;quantity;state;logistic-class;discount-price;discount-start-date;discount-end-date;update-delete;stock-place\n"
            + "A;2001000000012;EAN;12;1;11;;;;;update;Europe\n",
            Encoding.UTF8.GetString(file));
    }

    [Fact]
    public void Products_are_the_sample()
    {
        SellerTable sample = SellerTable.Read(SellerSample.Bytes("products.csv"));
        ProductSheet[] products =
        [
            .. sample.Rows.Select(row => new ProductSheet(
                sample.Cell(row, "sku")!, sample.Header.Where(name => sample.Cell(row, name) is not null).ToDictionary(static name => name, name => sample.Cell(row, name)!, StringComparer.Ordinal))),
        ];

        byte[] file = ProductFileWriter.Write(products, SampleVocabulary.Create());

        AssertCells("products.csv", file);
        Assert.StartsWith("Category;", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.Contains("\"Disque SSD externe 1 To, boîtier 2,5\"\" résistant aux chutes ; câble fourni.\"", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Stock_and_prices_have_files_of_their_own()
    {
        Offer offer = An("A", "2001000000012", 89.9m, 42, 2) with
        {
            Discount = new OfferDiscount(80, null, null), Prices = [new ChannelPrice("ES_B2C", 92.9m, new OfferDiscount(85, new DateOnly(2026, 11, 20), null))],
        };

        Assert.Equal("offer-sku;quantity;warehouse-code;update-delete\nA;42;;\n", Encoding.UTF8.GetString(OfferFileWriter.WriteStock([offer])));
        Assert.Equal(
            "offer-sku;price;discount-price;discount-start-date;discount-end-date;channels\nA;89.90;80.00;;;\nA;92.90;85.00;2026-11-20;;ES_B2C\n",
            Encoding.UTF8.GetString(new OfferFileWriter(Terms).WritePrices([offer])));
    }

    [Theory]
    [InlineData("a;b\n\"1;\"\"x\"\"\";2\n")]
    [InlineData("a,b\r\n\"1;\"\"x\"\"\",2")]
    [InlineData("\uFEFF\"a\"\t\"b\"\r\n\"1;\"\"x\"\"\"\t\"2\"\r\n\r\n")]
    public void A_file_is_read_with_whatever_separator_quotes_and_ends_of_lines(string text)
    {
        SellerTable table = SellerTable.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(["a", "b"], table.Header);
        Assert.Equal(["1;\"x\"", "2"], Assert.Single(table.Rows));
        Assert.False(table.IsCut);
    }

    [Theory]
    [InlineData("a;b\n1;2\n3")]
    [InlineData("a;b\n1;2\n3;\"fo")]
    public void A_file_that_ends_in_a_row_says_so_and_keeps_the_rows_before(string text)
    {
        SellerTable table = SellerTable.Read(Encoding.UTF8.GetBytes(text));

        Assert.True(table.IsCut);
        Assert.Equal(["1", "2"], Assert.Single(table.Rows));
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        string?[][] rows = [["1", "a;b"], ["2", "say \"hi\"\nthere"], ["3", null], ["", ""]];

        SellerTable table = SellerTable.Read(SellerTable.Write(["id", "text"], rows));

        Assert.Equal(rows.Select(static row => string.Join('|', row)), table.Rows.Select(static row => string.Join('|', row)));
    }

    [Fact]
    public void A_file_that_would_be_refused_for_its_fields_is_not_written()
    {
        Assert.Throws<ArgumentException>(static () => SellerTable.Write(["a", " "], []));
        Assert.Throws<ArgumentException>(static () => SellerTable.Write(["a", "A"], []));
        Assert.Throws<ArgumentException>(static () => SellerTable.Write(["a"], [["1", "2"]]));
    }

    internal static Offer An(string sku, string gtin, decimal price, int quantity, int leadTime) => new()
    {
        Sku = sku, Product = ProductReference.OfGtin(gtin), Price = price, Quantity = quantity, State = "11", LeadTime = leadTime,
    };

    // Every cell of the sample, whatever the order of the columns; ours may have more of them.
    private static void AssertCells(string sample, byte[] file, params string[] without)
    {
        SellerTable expected = SellerTable.Read(SellerSample.Bytes(sample));
        SellerTable actual = SellerTable.Read(file);
        Assert.Equal(expected.Rows.Count, actual.Rows.Count);
        for (int i = 0; i < expected.Rows.Count; i++)
        {
            foreach (string column in expected.Header.Except(without))
            {
                string? cell = expected.Cell(expected.Rows[i], column);
                Assert.Equal((column, i, cell), (column, i, actual.Has(column) ? actual.Cell(actual.Rows[i], column) : null));
            }
        }
    }
}
