using System.Text;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Reports;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

/// <summary>Reports of imports, joined to lines and numbers.</summary>
public sealed class ReportTests
{
    [Fact]
    public void Each_of_the_ten_refusals_of_offers_is_known_and_explained()
    {
        IReadOnlyList<RefusedRow> rows = ReportReader.ReadOffers(SellerSample.Bytes("offer-error-report.csv")).Rows;

        Assert.Equal(
            [
                (2, "IM-NVL-CAM4", IssueCodes.OfferProductUnknown, "product-id", "2001000000999"),
                (3, "IM-NVL-CAM5", IssueCodes.OfferUnknown, "sku", "IM-NVL-CAM5"),
                (5, "IM-NVL-DOCK12", IssueCodes.OfferNumberTwice, "sku", "IM-NVL-DOCK12"),
                (6, "IX-ZEN-SSD2T", IssueCodes.OfferStateUnknown, "state", "Neuf"),
                (7, "IX-ZEN-SSD1T", IssueCodes.OfferNumberTaken, "sku", "IX-ZEN-SSD1T"),
                (8, "IX-ZEN-MOU1", IssueCodes.OfferPriceInvalid, "price", null),
                (9, "IX-ZEN-MON27", IssueCodes.OfferLogisticClassUnknown, "logistic-class", "PALLET"),
                (10, "IM-NVL-HUB7", IssueCodes.OfferLeadTimeInvalid, "leadtime-to-ship", "60"),
                (11, "IM-NVL-KB-FR", IssueCodes.OfferDiscountDates, "discount-start-date", "30/11/2026"),
                (12, "IM-NVL-KB-ES", IssueCodes.OfferDiscountPrice, "discount-price", "39.90"),
            ],
            rows.Select(static row => (row.Line!.Value, row.Sku!, row.Code, row.Field, row.Value)));
        Assert.Equal("Le produit n'existe pas", rows[0].Message.Fr);
        Assert.Equal("The product does not exist", rows[0].Message.En);
        Assert.Equal("The marketplace has no product 2001000000999.", rows[0].Cause);
        Assert.All(rows, static row => Assert.Equal(IssueSeverity.Error, row.Severity));
        Assert.All(rows, static row => Assert.DoesNotContain('‹', $"{row.Cause}{row.Remedy}"));
    }

    [Theory]
    [InlineData("le PRODUIT n’existe pas ", "OFFER_PRODUCT_UNKNOWN")]
    [InlineData("The ‘price’ field is mandatory", "OFFER_PRICE_INVALID")]
    [InlineData("Le prix de remise est incorrect\u00a0: il ne doit pas être nul ou doit être inférieur au prix", "OFFER_DISCOUNT_PRICE")]
    [InlineData("The product linked to the new offer is different from the product linked to an old offer which has the same shop id.", "OFFER_NUMBER_TAKEN")]
    [InlineData("This import type does not allow the use of the 'update-delete' column", "MARKETPLACE_REFUSED")]
    public void Words_are_known_in_either_language_whatever_quotes_case_and_blanks(string words, string code)
    {
        RefusedRow row = Assert.Single(ReportReader.ReadOffers(Encoding.UTF8.GetBytes($"sku;error-line;error-message\nA;2;\"{words}\"\n")).Rows);

        Assert.Equal(code, row.Code);
        Assert.Equal(code == "MARKETPLACE_REFUSED", row.Cause?.EndsWith(words, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Each_of_the_eight_refusals_of_products_is_known_and_explained()
    {
        IReadOnlyList<RefusedRow> rows = ReportReader.ReadProducts(SellerSample.Bytes("product-transformation-error-report.csv")).Rows;

        Assert.Equal(
            [
                (2, "IM-NVL-DOCK14", IssueCodes.AttributeMissing, "error", "title-fr_FR"),
                (3, "IM-NVL-DOCK15", IssueCodes.ListingCategoryUnknown, "error", null),
                (4, "IM-NVL-DOCK16", IssueCodes.ProductFieldCount, "error", null),
                (5, "IM-NVL-DOCK17", IssueCodes.ListingCategoryMissing, "error", null),
                (6, "IX-ZEN-SSD4T", IssueCodes.ListingCategoryUnmapped, "error", null),
                (7, "IX-ZEN-SSD8T", IssueCodes.AttributeNotInList, "error", "Brand"),
                (8, "IX-ZEN-SSD9T", IssueCodes.AttributeNotInList, "warning", "color"),
                (9, "IM-NVL-DOCK18", IssueCodes.AttributeNotWhole, "error", "usb-port-count"),
                (10, "IX-ZEN-LAP15", IssueCodes.AttributeMissing, "error", "Image_1"),
                (10, "IX-ZEN-LAP15", IssueCodes.AttributeMissing, "error", "description-fr_FR"),
                (10, "IX-ZEN-LAP15", IssueCodes.AttributeNotNumeric, "warning", "screen-size"),
            ],
            rows.Select(static row => (row.Line!.Value, row.Sku!, row.Code, row.Severity, row.Field)));
        Assert.Equal("L'attribut 'title-fr_FR' (Titre FR) est obligatoire", rows[0].Message.Fr);
        Assert.Equal("The marketplace has no category 'PERIPH DOCKS'.", rows[1].Cause);
        Assert.Equal("La catégorie PERIPH DOCKS est inconnue", rows[1].Message.Fr);
        Assert.Equal("'bleu nuit' is not one of the values that 'color' (Couleur) may have.", rows[6].Cause);
        Assert.All(rows, static row => Assert.DoesNotContain('‹', $"{row.Cause}{row.Remedy}"));
    }

    [Fact]
    public void The_columns_may_stand_in_any_order_and_be_spelled_in_several_ways()
    {
        RefusedRow row = Assert.Single(ReportReader.ReadProducts("line_number,Errors,WARNINGS,my-number\n7,\"1000|The attribute 'a' (A, or b) is required\",,X-1\n"u8, "my-number").Rows);

        Assert.Equal((7, "X-1", "a"), (row.Line, row.Sku, row.Field));
    }

    [Fact]
    public void A_comma_within_a_message_does_not_end_it()
    {
        IReadOnlyList<RefusedRow> rows = ReportReader.ReadProducts(
            "sku;line number;warnings;errors\nA;2;;\"2042|The value, 12,5, is odd, 3 times,2010|The attribute 'n' (N) must be an integer\"\n"u8).Rows;

        Assert.Equal(["The value, 12,5, is odd, 3 times", "The attribute 'n' (N) must be an integer"], rows.Select(static row => row.Message.En));
        Assert.Equal([IssueCodes.MarketplaceRefused, IssueCodes.AttributeNotWhole], rows.Select(static row => row.Code));
    }

    [Fact]
    public void A_report_of_the_operator_has_no_codes_and_no_lines()
    {
        RefusedRow row = Assert.Single(ReportReader.ReadProducts("shop_sku;error\nA;Image too small\n"u8).Rows);

        Assert.Equal((null, "A", IssueCodes.MarketplaceRefused, "Image too small"), (row.Line, row.Sku, row.Code, row.Message.En));
    }

    [Fact]
    public void Several_rows_may_be_of_one_line() => Assert.Equal(
        [(2, IssueCodes.OfferProductUnknown), (2, IssueCodes.OfferStateUnknown)],
        ReportReader.ReadOffers("error-message;sku;error-line\nThe product does not exist;A;2\nThe state of the product is unknown;A;2\n"u8).Rows
            .Select(static row => (row.Line!.Value, row.Code)));

    [Fact]
    public void Reports_of_stock_and_prices_have_the_line_first_and_the_reason_second()
    {
        RefusedRow row = Assert.Single(ReportReader.ReadLines("line;reason;offer-sku;price\n3;No such offer;A;12.00\n"u8).Rows);

        Assert.Equal((3, "A", "No such offer"), (row.Line, row.Sku, row.Message.En));
    }

    [Fact]
    public void A_report_that_is_cut_says_so_and_keeps_its_whole_rows()
    {
        byte[] whole = SellerSample.Bytes("offer-error-report.csv");

        Report cut = ReportReader.ReadOffers(whole.AsSpan(0, whole.Length - 30));

        Assert.True(cut.IsCut);
        Assert.Equal(9, cut.Rows.Count);
        Assert.False(ReportReader.ReadOffers(whole).IsCut);
    }
}
