using System.Text;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Files;
using Pipeline.Partners.Channels.Mirakl.Products;
using Pipeline.Partners.Channels.Mirakl.Reports;
using Pipeline.Partners.Channels.Mirakl.Rules;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

/// <summary>Each refusal of a product is found before the product is sent.</summary>
public sealed class ProductRuleTests
{
    private static readonly ProductVocabulary Vocabulary = SampleVocabulary.Create();

    private static readonly Dictionary<string, string> Dock = new(StringComparer.Ordinal)
    {
        ["Category"] = "PERIPH-DOCK", ["sku"] = "IM-NVL-DOCK12", ["EAN"] = "2001000000012", ["title-fr_FR"] = "Station d'accueil USB-C 12 ports 100 W",
        ["description-fr_FR"] = "Station d'accueil compacte.", ["Brand"] = "NOVALINK", ["color"] = "gris", ["key-selling-point-1-fr_FR"] = "Recharge", ["usb-port-count"] = "6",
        ["Image_1"] = "https://img.example.test/nvl/dock12-1.jpg", ["Image_2"] = "https://img.example.test/nvl/dock12-2.webp",
    };

    [Fact]
    public void Products_of_the_sample_that_have_all_that_is_needed_have_no_finding() => Assert.Empty(new ProductRules(Vocabulary).Check([A("IM-NVL-DOCK12")]));

    [Fact]
    public void A_demanded_value_is_missing() => Finds(1000, "V-P01", "title-fr_FR", null, ("title-fr_FR", " "));

    [Fact]
    public void A_demanded_value_of_the_category_alone_is_missing() => Finds(1000, "V-P01", "usb-port-count", null, ("usb-port-count", null));

    [Theory]
    [InlineData("PERIPH DOCKS")]
    [InlineData("PERIPH-DOCK ")]
    [InlineData("periph-dock")]
    public void The_category_is_unknown(string category) => Finds(1001, "V-P02", "Category", category, ("Category", category));

    [Theory]
    [InlineData("a;b\n1;2;3\n", 2)]
    [InlineData("a;A\n1;2\n", 1)]
    [InlineData("a;\n1;2\n", 1)]
    public void The_number_of_fields_is_wrong(string file, int line)
    {
        RowFinding found = Assert.Single(ProductRules.CheckFields(SellerTable.Read(Encoding.UTF8.GetBytes(file))));

        Assert.Equal((line, IssueCodes.ProductFieldCount, "1002", "V-P03"), (found.Line, found.Issue.Code, found.Issue.Arguments!["refusal"], found.Issue.Arguments["rule"]));
    }

    [Fact]
    public void The_files_of_the_samples_have_the_right_number_of_fields() => Assert.Empty(ProductRules.CheckFields(SellerTable.Read(SellerSample.Bytes("products.csv"))));

    [Fact]
    public void There_is_no_category() => Finds(1004, "V-P04", "Category", null, ("Category", null));

    [Fact]
    public void The_category_has_others_below_it()
    {
        ProductSheet product = A("A", ("Category", "PERIPH"), ("usb-port-count", null));

        Assert.Equal(("1006", "PERIPH"), (Assert.Single(new ProductRules(Vocabulary).CheckOne(product)).Arguments!["refusal"], Assert.Single(new ProductRules(Vocabulary).CheckOne(product)).Text));
    }

    [Fact]
    public void A_value_is_not_in_its_list() => Finds(2006, "V-P06", "Brand", "Zentria Tech", ("Brand", "Zentria Tech"));

    [Theory]
    [InlineData("bleu nuit")]
    [InlineData("noir|bleu")]
    public void A_value_that_is_not_demanded_and_not_in_its_list_is_a_warning(string color) => Finds(3006, "V-P06", "color", color, ("color", color));

    [Theory]
    [InlineData("6.0")]
    [InlineData("6,5")]
    [InlineData("six")]
    [InlineData("6 ports")]
    public void A_value_is_no_whole_number(string count) => Finds(2010, "V-P07", "usb-port-count", count, ("usb-port-count", count));

    [Theory]
    [InlineData("15 pouces")]
    [InlineData("15,6")]
    [InlineData("15.61")]
    [InlineData("1e3")]
    public void A_value_is_no_number(string size) => Finds(
        2011, "V-P08", "screen-size", size, ("Category", "LAPTOP"), ("screen-size", size), ("usb-port-count", null));

    [Theory]
    [InlineData("15")]
    [InlineData("-15.6")]
    public void A_number_is_a_number(string size) =>
        Assert.Empty(new ProductRules(Vocabulary).CheckOne(A("A", ("Category", "LAPTOP"), ("screen-size", size), ("usb-port-count", null))));

    [Fact]
    public void A_value_is_too_long() => Finds(3003, "V-P09", "key-selling-point-1-fr_FR", new string('x', 121), ("key-selling-point-1-fr_FR", new string('x', 121)));

    [Theory]
    [InlineData("MIN_LENGTH|5", "abcd", true)]
    [InlineData("MIN_LENGTH|4", "abcd", false)]
    [InlineData("MAX_LENGTH|9,FORBIDDEN_WORDS|\"promo,solde\"", "en Promo", true)]
    [InlineData("MAX_LENGTH|9,FORBIDDEN_WORDS|\"promo,solde\"", "en stock", false)]
    [InlineData("SOMETHING_NEW|x", "abcd", false)]
    public void Rules_of_an_attribute_are_kept(string validations, string value, bool isBroken) =>
        Assert.Equal(isBroken, new ProductValueRules(Vocabulary).Check(new MiraklAttribute("a") { Type = "TEXT", Validations = validations }, value).Any());

    [Theory]
    [InlineData("2001000000013")]
    [InlineData("200100000012")]
    public void The_ean_is_wrong(string ean) => Finds(2007, "V-P10", "EAN", ean, ("EAN", ean));

    [Fact]
    public void A_product_has_two_to_five_images_in_formats_of_the_web()
    {
        Assert.Equal(IssueCodes.ProductImageCount, One(("Image_2", null)).Code);
        Assert.Equal(IssueCodes.ProductImageAddress, One(("Image_2", "https://img.example.test/a.bmp")).Code);
        Assert.Equal(IssueCodes.ProductImageAddress, One(("Image_2", "img/a.jpg")).Code);

        static Issue One((string, string?) change) => Assert.Single(new ProductRules(Vocabulary).CheckOne(A("A", change)), static issue => issue.Code != IssueCodes.AttributeMissing);
    }

    [Fact]
    public void The_title_holds_neither_brand_nor_part_number_whatever_case_and_accents()
    {
        ProductSheet product = A("A", ("title-fr_FR", "Écran NOVALINK DK-12 noir")) with { BrandName = "Nóvalink", PartNumber = "dk-12" };

        Assert.Equal(["Nóvalink", "dk-12"], new ProductRules(Vocabulary).CheckOne(product).Select(static issue => issue.Arguments!["word"]));
    }

    [Fact]
    public void A_product_without_a_selling_point_is_told_and_goes() =>
        Assert.Equal(IssueSeverity.Warning, Assert.Single(new ProductRules(Vocabulary).CheckOne(A("A", ("key-selling-point-1-fr_FR", null)))).Severity);

    [Fact]
    public void Numbers_and_eans_are_in_a_file_once()
    {
        IReadOnlyList<RowFinding> found = new ProductRules(Vocabulary).Check([A("A"), A("a", ("EAN", "2001000000029")), A("B")]);

        Assert.Equal([(3, IssueCodes.OfferNumberTwice), (4, IssueCodes.ProductGtinTwice)], found.Select(static one => (one.Line, one.Issue.Code)));
    }

    [Fact]
    public void Products_of_a_group_differ_in_what_makes_variants()
    {
        ProductSheet gray = A("A", ("Variant_group_code", "G"));
        ProductSheet blue = A("B", ("Variant_group_code", "G"), ("EAN", "2001000000029"), ("color", "bleu"));
        ProductSheet also = A("C", ("Variant_group_code", "G"), ("EAN", "2001000000036"), ("color", "bleu"));
        ProductSheet none = A("D", ("Variant_group_code", "G"), ("EAN", "2001000000043"), ("color", null));

        Assert.Empty(new ProductRules(Vocabulary).Check([gray, blue]));
        Assert.Equal([3, 4], Lines(gray, blue, also));
        Assert.Equal([3], Lines(gray, none));

        static IEnumerable<int> Lines(params ProductSheet[] products) =>
            new ProductRules(Vocabulary).Check(products).Where(static one => one.Issue.Code == IssueCodes.ProductVariantUnclear).Select(static one => one.Line);
    }

    [Fact]
    public void Attributes_of_other_sales_channels_are_not_demanded()
    {
        ProductVocabulary italian = new(
            AnswerTests.Read<CategoryList>(SellerSample.Text("hierarchies-h11.json")), AnswerTests.Read<AttributeList>(SellerSample.Text("attributes-pm11.json")), new ValueLists())
        {
            Channels = ["IT_B2C"],
        };

        Assert.Empty(new ProductRules(italian).CheckOne(A("A", ("title-fr_FR", null), ("description-fr_FR", null))));
    }

    private static ProductSheet A(string sku, params (string Attribute, string? Value)[] changes)
    {
        Dictionary<string, string> values = new(Dock, StringComparer.Ordinal) { ["sku"] = sku };
        foreach ((string attribute, string? value) in changes)
        {
            if (value is null)
            {
                _ = values.Remove(attribute);
            }
            else
            {
                values[attribute] = value;
            }
        }

        return new ProductSheet(sku, values);
    }

    private static void Finds(int refusal, string rule, string field, string? value, params (string, string?)[] changes)
    {
        RowFinding found = Assert.Single(new ProductRules(Vocabulary).Check([A("IM-NVL-DOCK12", changes)]));

        Assert.Equal((2, "IM-NVL-DOCK12", field), (found.Line, found.Sku, found.Issue.Where));
        Assert.Equal(Issue.Shorten(value), found.Issue.Text);
        Assert.Equal((rule, refusal.ToString(System.Globalization.CultureInfo.InvariantCulture)), (found.Issue.Arguments!["rule"], found.Issue.Arguments["refusal"]));
        Assert.Equal(refusal >= 3000 ? IssueSeverity.Warning : IssueSeverity.Error, found.Issue.Severity);
        if (Refusal.OfProduct(found.Issue.Arguments["refusal"]) is { } known && refusal != 2007)
        {
            Assert.Equal(known.Code, found.Issue.Code);
        }

        Assert.All(new[] { "en", "fr", "es" }, language => Assert.DoesNotContain('‹', found.Issue.CauseIn(language) + found.Issue.RemedyIn(language)));
    }
}
