using System.Text.Json;
using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Imports of products through all their states, with their four reports, until the products are live.</summary>
public sealed class ProductImportTests : IAsyncLifetime
{
    private const string Header = "Category;sku;EAN;title-fr_FR;description-fr_FR;Brand;color;Image_1;Image_2;usb-port-count;screen-size;warranty-months;repairability-index";
    private const string Hub = "PERIPH-DOCK;H1;2001000000050;Concentrateur;Petit et léger.;NOVALINK;gris;https://img.example.test/1.jpg;https://img.example.test/2.jpg;6;;24;7,5";

    private MiraklStage stage = null!;

    public async Task InitializeAsync() => stage = await MiraklStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_product_walks_through_all_states_and_goes_live()
    {
        long id = await BeginAsync(Hub);
        List<string> seen = [];
        foreach (int seconds in new[] { 0, 10, 20, 10, 20, 300 })
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(seconds));
            seen.Add((await TrackingAsync(id)).GetProperty("import_status").GetString()!);
        }

        string before = await ProductAsync("H1");
        stage.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(["TRANSFORMATION_WAITING", "TRANSFORMATION_RUNNING", "WAITING", "RUNNING", "SENT", "COMPLETE"], seen);
        Assert.Equal(("NOT_LIVE MCM-04014", "LIVE "), (before, await ProductAsync("H1")));
        Assert.Equal("Concentrateur", (await stage.GetAsync("/api/products?product_references=EAN|2001000000050")).Json.GetProperty("products")[0].GetProperty("product_title").GetString());
        Assert.Equal(0, (await stage.ImportOffersAsync("O1;H1;SHOP_SKU;20;1;11;1;")).GetProperty("lines_in_error").GetInt32());
    }

    [Theory]
    [InlineData("PERIPH-DOCK;H2;2001000000067;;Texte.;NOVALINK;gris;i;i;6;;;", "", "1000|The attribute 'title-fr_FR' (Titre FR) is required")]
    [InlineData("PERIPH DOCKS;H2;2001000000067;Titre;Texte.;NOVALINK;gris;i;i;6;;;", "", "1001|The category PERIPH DOCKS is unknown")]
    [InlineData(" PERIPH-DOCK;H2;2001000000067;Titre;Texte.;NOVALINK;gris;i;i;6;;;", "", "1001|The category  PERIPH-DOCK is unknown")]
    [InlineData("PERIPH-DOCK;H2;2001000000067;Titre;Texte.;NOVALINK;gris;i;i;6", "", "1002|Incorrect number of fields")]
    [InlineData(";H2;2001000000067;Titre;Texte.;NOVALINK;gris;i;i;6;;;", "", "1004|The category could not be identified")]
    [InlineData("PERIPH;H2;2001000000067;Titre;Texte.;NOVALINK;gris;i;i;6;;;", "", "1006|The catalog category PERIPH must be mapped to a leaf operator catalog category")]
    [InlineData("PERIPH-DOCK;H2;2001000000067;Titre;Texte.;Novalink;gris;i;i;6;;;", "", "2006|The attribute 'Brand' (Marque) is not in the possible values set in the value list")]
    [InlineData("PERIPH-DOCK;H2;2001000000067;Titre;Texte.;NOVALINK;bleu nuit;i;i;6;;;", "3006|The attribute 'color' (Couleur) is not in the possible values set in the value list", "")]
    [InlineData("PERIPH-DOCK;H2;2001000000067;Titre;Texte.;NOVALINK;gris;i;i;6,5;;;", "", "2010|The attribute 'usb-port-count' (Nombre de ports USB) must be an integer")]
    [InlineData("PERIPH-DOCK;H2;2001000000067;Titre;Texte.;NOVALINK;gris;i;i;6;;deux ans;", "3010|The attribute 'warranty-months' (Garantie en mois) must be an integer", "")]
    [InlineData("LAPTOP;H2;2001000000067;Titre;Texte.;ZENTRIA;gris;i;i;;15 pouces;;", "", "2011|The attribute 'screen-size' (Taille écran) must be numeric")]
    [InlineData("PERIPH-DOCK;H2;2001000000067;Titre;Texte.;NOVALINK;gris;i;i;6;;;haut", "3011|The attribute 'repairability-index' (Indice de réparabilité) must be numeric", "")]
    [InlineData("PERIPH-DOCK;H2;200100;Titre;Texte.;NOVALINK;gris;i;i;6;;;", "", "2007|The attribute 'EAN' (EAN) does not follow the regular expression [0-9]{13}")]
    [InlineData(
        "LAPTOP;H2;2001000000067;Titre;;ZENTRIA;gris;;i;;13,3;;", "",
        "1000|The attribute 'description-fr_FR' (Description FR) is required,1000|The attribute 'Image_1' (Image 1) is required")]
    public async Task A_line_is_reported_with_its_codes(string row, string warnings, string errors)
    {
        long id = await ImportAsync($"{Hub}\n{row}", seconds: 60);

        MiraklAnswered report = await stage.GetAsync($"/api/products/imports/{id}/transformation_error_report");
        Assert.Equal($"\"{Header.Replace(";", "\";\"", StringComparison.Ordinal)}\";\"line number\";\"warnings\";\"errors\"", report.Header);
        Assert.EndsWith($";\"3\";\"{warnings}\";\"{errors}\"", Assert.Single(report.Lines), StringComparison.Ordinal);
        JsonElement tracking = await TrackingAsync(id);
        Assert.Equal((errors.Length > 0 ? 1 : 0, warnings.Length > 0 ? 1 : 0), (Number(tracking, "transform_lines_in_error"), Number(tracking, "transform_lines_with_warning")));
    }

    [Fact]
    public async Task A_value_with_a_warning_is_left_out_and_the_product_goes_on()
    {
        long id = await ImportAsync("PERIPH-DOCK;H2;2001000000067;Titre;Texte.;NOVALINK;bleu nuit;i;i;6;;;", seconds: 60);

        MiraklAnswered file = await stage.GetAsync($"/api/products/imports/{id}/transformed_file");
        Assert.Equal("text/csv", file.ContentType);
        Assert.Contains("\"color\"", file.Header, StringComparison.Ordinal);
        Assert.DoesNotContain("bleu nuit", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_column_is_ignored_without_a_word()
    {
        long id = await ImportAsync($"{Hub};rouge", seconds: 60, header: $"{Header};colour");

        Assert.Equal((1, 1, 0), await TrackingAsync(id) is var tracking
            ? (Number(tracking, "transform_lines_read"), Number(tracking, "transform_lines_in_success"), Number(tracking, "transform_lines_with_warning"))
            : default);
        Assert.DoesNotContain("colour", (await stage.GetAsync($"/api/products/imports/{id}/transformed_file")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Category;sku;sku", "PERIPH-DOCK;H1;H1", "1002|Incorrect number of fields")]
    [InlineData("Category;sku;", "PERIPH-DOCK;H1;x", "1002|Incorrect number of fields")]
    [InlineData("Categorie;sku;EAN", "PERIPH-DOCK;H1;1", "1004|The category could not be identified")]
    public async Task A_header_that_does_not_fit_fails_every_line(string header, string row, string error)
    {
        long id = await ImportAsync(row, seconds: 60, header: header);

        JsonElement tracking = await TrackingAsync(id);
        Assert.Equal(("TRANSFORMATION_FAILED", "Transformation failed"), (tracking.GetProperty("import_status").GetString(), tracking.GetProperty("reason_status").GetString()));
        Assert.EndsWith($"\"{error}\"", Assert.Single((await stage.GetAsync($"/api/products/imports/{id}/transformation_error_report")).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_shops_own_format_a_category_that_is_not_mapped_is_1006()
    {
        MiraklAnswered begun = await stage.UploadAsync("/api/products/imports", $"{Header}\nSUP-CAT-771;H2;2001000000067;Titre;Texte.;NOVALINK;gris;i;i;6;;;\n");
        stage.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("1006|The catalog category SUP-CAT-771", (await stage.GetAsync($"/api/products/imports/{begun.Json.GetProperty("import_id")}/transformation_error_report")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_decoded_fails()
    {
        using MultipartFormDataContent form = MiraklStage.Form(null, ["operator_format=true"]);
        form.Add(new ByteArrayContent([0x43, 0x3B, 0xE9, 0x0A]), "file", "latin1.csv");
        MiraklAnswered begun = await stage.SendAsync(HttpMethod.Post, "/api/products/imports", form);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("The file could not be decoded", (await TrackingAsync(begun.Json.GetProperty("import_id").GetInt64())).GetProperty("reason_status").GetString());
    }

    [Theory]
    [InlineData("error_report")]
    [InlineData("new_product_report")]
    [InlineData("transformed_file")]
    [InlineData("transformation_error_report")]
    public async Task A_report_that_is_not_there_answers_404(string report)
    {
        long id = await BeginAsync(Hub);

        Assert.Equal($"No error report found for importTracking {id}", (await stage.GetAsync($"/api/products/imports/{id}/{report}")).Message);
        Assert.Equal(404, (await stage.GetAsync($"/api/products/imports/1/{report}")).Status);
    }

    [Fact]
    public async Task The_operator_rejects_a_product_and_refuses_a_wrong_check_digit()
    {
        stage.Simulator.Faults.Set(new MiraklFaultSwitch(MiraklFault.ProductRejected) { Subject = "H1" });
        long id = await ImportAsync($"{Hub}\n{Hub.Replace("H1;2001000000050", "H2;2001000000068", StringComparison.Ordinal)}\n{Hub.Replace("H1;2001000000050", "H3;2001000000067", StringComparison.Ordinal)}", seconds: 3600);

        JsonElement details = (await TrackingAsync(id)).GetProperty("integration_details");
        Assert.Equal((1, 1, 1), (Number(details, "rejected_products"), Number(details, "products_with_wrong_identifiers"), Number(details, "products_successfully_synchronized")));
        Assert.Equal(["\"H1\";\"The product has been rejected by the operator\"", "\"H2\";\"The EAN has a wrong check digit\""], (await stage.GetAsync($"/api/products/imports/{id}/error_report")).Lines);
        Assert.Equal("\"H3\";\"\"", Assert.Single((await stage.GetAsync($"/api/products/imports/{id}/new_product_report")).Lines));
        Assert.Equal(("NOT_LIVE MCM-04012", "NOT_LIVE MCM-04000", "LIVE "), (await ProductAsync("H1"), await ProductAsync("H2"), await ProductAsync("H3")));
    }

    [Fact]
    public async Task A_product_that_is_live_is_imported_again_and_stays_live()
    {
        _ = await ImportAsync(Hub, seconds: 3600);
        long again = await ImportAsync(Hub, seconds: 600);

        Assert.Equal(1, Number((await TrackingAsync(again)).GetProperty("integration_details"), "products_reimported"));
        Assert.Equal("LIVE ", await ProductAsync("H1"));
    }

    [Fact]
    public async Task Imports_are_listed_by_state()
    {
        _ = await ImportAsync(Hub, seconds: 3600);
        _ = await BeginAsync(Hub);

        Assert.Equal(2, Number((await stage.GetAsync("/api/products/imports")).Json, "total_count"));
        Assert.Equal(1, Number((await stage.GetAsync("/api/products/imports?status=COMPLETE&has_transformed_file=true")).Json, "total_count"));
        Assert.Equal(400, (await stage.GetAsync("/api/products/imports?status=DONE")).Status);
    }

    [Fact]
    public async Task Product_states_are_204_while_there_is_nothing_and_found_by_what_is_asked_for()
    {
        int none = (await stage.GetAsync("/api/mcm/products/sources/status/export")).Status;
        _ = await ImportAsync(Hub, seconds: 3600);

        Assert.Equal(204, none);
        Assert.Equal(200, (await stage.GetAsync("/api/mcm/products/sources/status/export?unique_identifier=EAN|2001000000050&status=LIVE")).Status);
        Assert.Equal(204, (await stage.GetAsync("/api/mcm/products/sources/status/export?status=NOT_LIVE")).Status);
        Assert.Equal(204, (await stage.GetAsync("/api/mcm/products/sources/status/export?updated_since=2026-03-10T08:00:00Z")).Status);
    }

    [Theory]
    [InlineData(MiraklFault.AddedColumnsFirst, "\"line number\";\"warnings\";\"errors\";\"Category\"")]
    [InlineData(MiraklFault.LineNumberUnderscored, "\"line_number\"")]
    public async Task The_report_has_its_columns_in_both_orders_and_spellings(MiraklFault fault, string expected)
    {
        long id = await ImportAsync($"{Hub}\nPERIPH;H2", seconds: 60);
        stage.Simulator.Faults.Set(fault, 1);

        Assert.Contains(expected, (await stage.GetAsync($"/api/products/imports/{id}/transformation_error_report")).Header, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MiraklFault.ImportStuck, "TRANSFORMATION_WAITING")]
    [InlineData(MiraklFault.ImportFailed, "FAILED")]
    public async Task An_import_may_get_stuck_or_fail(MiraklFault fault, string status)
    {
        stage.Simulator.Faults.Set(fault, 1);

        Assert.Equal(status, (await TrackingAsync(await ImportAsync(Hub, seconds: 3600))).GetProperty("import_status").GetString());
    }

    [Fact]
    public async Task A_product_may_never_go_live()
    {
        stage.Simulator.Faults.Set(MiraklFault.ProductNotLive, 1);
        _ = await ImportAsync(Hub, seconds: 3600);

        Assert.Equal("NOT_LIVE MCM-04014", await ProductAsync("H1"));
    }

    [Fact]
    public async Task Offers_wait_for_the_products_of_their_file()
    {
        MiraklAnswered begun = await stage.UploadAsync(
            "/api/offers/imports",
            $"{Header};product-id;product-id-type;price;quantity;state\n{Hub};2001000000050;EAN;20;3;11\n",
            "import_mode=NORMAL", "with_products=true", "operator_format=true");
        string status = $"/api/offers/imports/{begun.Json.GetProperty("import_id")}";
        string waiting = (await stage.GetAsync(status)).Json.GetProperty("status").GetString()!;
        stage.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(("WAITING_SYNCHRONIZATION_PRODUCT", "COMPLETE"), (waiting, (await stage.GetAsync(status)).Json.GetProperty("status").GetString()));
        Assert.Equal("COMPLETE", (await TrackingAsync(begun.Json.GetProperty("product_import_id").GetInt64())).GetProperty("import_status").GetString());
        Assert.Equal(3, (await stage.OfferAsync("H1")).GetProperty("quantity").GetInt32());
    }

    [Fact]
    public async Task Categories_attributes_and_value_lists_are_those_of_the_samples()
    {
        JsonElement branch = (await stage.GetAsync("/api/hierarchies?hierarchy=PERIPH&max_level=1")).Json.GetProperty("hierarchies");
        JsonElement attributes = (await stage.GetAsync("/api/products/attributes?hierarchy=PERIPH-DOCK")).Json.GetProperty("attributes");
        JsonElement roles = (await stage.GetAsync("/api/products/attributes?with_roles=true")).Json.GetProperty("attributes");
        JsonElement brands = (await stage.GetAsync("/api/values_lists?code=brand-values")).Json.GetProperty("values_lists");

        Assert.Equal(["PERIPH", "PERIPH-DOCK", "PERIPH-KEYBOARD"], branch.EnumerateArray().Select(item => item.GetProperty("code").GetString()));
        Assert.Contains("usb-port-count", attributes.EnumerateArray().Select(item => item.GetProperty("code").GetString()));
        Assert.DoesNotContain("screen-size", attributes.EnumerateArray().Select(item => item.GetProperty("code").GetString()));
        Assert.All(roles.EnumerateArray(), item => Assert.NotEqual(0, item.GetProperty("roles").GetArrayLength()));
        Assert.Equal(["NOVALINK", "ZENTRIA"], brands[0].GetProperty("values").EnumerateArray().Select(item => item.GetProperty("code").GetString()));
        Assert.Equal(404, (await stage.GetAsync("/api/hierarchies?hierarchy=TOYS")).Status);
    }

    private async Task<long> ImportAsync(string rows, int seconds, string header = Header)
    {
        long id = await BeginAsync(rows, header);
        stage.Clock.Advance(TimeSpan.FromSeconds(seconds));
        return id;
    }

    private async Task<long> BeginAsync(string rows, string header = Header)
    {
        MiraklAnswered begun = await stage.UploadAsync("/api/products/imports", $"{header}\n{rows}\n", "operator_format=true", "conversion_type=STANDARD");
        Assert.Equal(201, begun.Status);
        Assert.EndsWith($"/api/products/imports/{begun.Json.GetProperty("import_id")}", begun.Location, StringComparison.Ordinal);
        return begun.Json.GetProperty("import_id").GetInt64();
    }

    private async Task<JsonElement> TrackingAsync(long id) => (await stage.GetAsync($"/api/products/imports/{id}")).Json;

    private async Task<string> ProductAsync(string sku)
    {
        JsonElement product = (await stage.GetAsync($"/api/mcm/products/sources/status/export?provider_unique_identifier={sku}")).Json[0];
        JsonElement errors = product.GetProperty("errors");
        return $"{product.GetProperty("status").GetString()} {(errors.GetArrayLength() == 0 ? "" : errors[0].GetProperty("code").GetString())}";
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
