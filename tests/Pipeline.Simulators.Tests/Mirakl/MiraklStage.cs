using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pipeline.Simulators.Mirakl;
using Pipeline.TestSupport;
using Pipeline.TestSupport.Descriptions;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>A tenant with a clock that tests move, and a caller with a key. Each answer is compared with the vendor's description.</summary>
internal sealed class MiraklStage : IAsyncDisposable
{
    /// <summary>The header of offers that tests write.</summary>
    public const string OfferHeader = "sku;product-id;product-id-type;price;quantity;state;leadtime-to-ship;update-delete";

    // Members that the description demands, and that are null in life: its own examples have them so, or the reference says so.
    private static readonly HashSet<string> KnownNulls =
    [
        "reason_status", "shop_reply_needed_since", "billing_address", "shipping_address", "type_parameter", "billing_info", "description",
    ];

    private static readonly MiraklOptions Usual = new();

    private readonly HttpClient client = new();

    private MiraklStage(MiraklSimulator simulator, TestClock clock) => (Simulator, Clock) = (simulator, clock);

    public MiraklSimulator Simulator { get; }

    public TestClock Clock { get; }

    /// <summary>The tenant without rate limits, unless options say otherwise.</summary>
    public static async Task<MiraklStage> StartAsync(MiraklOptions? options = null)
    {
        TestClock clock = new();
        return new MiraklStage(await MiraklSimulator.StartAsync(options ?? new MiraklOptions { LimitFactor = 0 }, clock), clock);
    }

    public Task<MiraklAnswered> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<MiraklAnswered> PutAsync(string path, string? json = null) => SendAsync(HttpMethod.Put, path, Json(json));

    public Task<MiraklAnswered> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, Json(json));

    /// <summary>Uploads a file with further parts, each <c>name=value</c>.</summary>
    public Task<MiraklAnswered> UploadAsync(string path, string file, params IEnumerable<string> parts) => SendAsync(HttpMethod.Post, path, Form(file, parts));

    /// <summary>Imports offers in mode NORMAL, waits for the end, and gives the tracking.</summary>
    public async Task<JsonElement> ImportOffersAsync(string rows, string header = OfferHeader, string mode = "NORMAL")
    {
        MiraklAnswered begun = await UploadAsync("/api/offers/imports", $"{header}\n{rows}\n", $"import_mode={mode}");
        Assert.Equal(201, begun.Status);
        Clock.Advance(TimeSpan.FromMinutes(1));
        return (await GetAsync($"/api/offers/imports/{begun.Json.GetProperty("import_id")}")).Json;
    }

    /// <summary>The own offer of a SKU.</summary>
    public async Task<JsonElement> OfferAsync(string sku) => Assert.Single((await GetAsync($"/api/offers?sku={sku}")).Json.GetProperty("offers").EnumerateArray());

    /// <summary>Puts two offers on sale: <c>A1</c> for 89.90, of which there are 42, and <c>A2</c> for 39.90, 15.</summary>
    public async Task<MiraklStage> WithOffersAsync()
    {
        _ = await ImportOffersAsync("A1;2001000000012;EAN;89.90;42;11;2;\nA2;2001000000029;EAN;39.90;15;11;3;");
        return this;
    }

    /// <summary>A customer buys; gives the order's number.</summary>
    public async Task<string> BuyAsync(string channel = "FR_B2C", string lines = """{"sku":"A1","quantity":2}""") =>
        (await ControlAsync(HttpMethod.Post, "orders", $$"""{"channel":"{{channel}}","lines":[{{lines}}]}""")).GetProperty("id").GetString()!;

    /// <summary>Accepts all lines of an order of one or two lines, or refuses the first ones.</summary>
    public Task<MiraklAnswered> DecideAsync(string order, params bool[] accepted) => PutAsync(
        $"/api/orders/{order}/accept",
        $$"""{"order_lines":[{{string.Join(',', accepted.Select((decision, place) => $$"""{"id":"{{order}}-{{place + 1}}","accepted":{{(decision ? "true" : "false")}}}"""))}}]}""");

    /// <summary>A customer buys, and the order is accepted and paid.</summary>
    public async Task<string> BuyPaidAsync(string channel = "FR_B2C")
    {
        string order = await BuyAsync(channel);
        Assert.Equal(204, (await DecideAsync(order, true)).Status);
        Clock.Advance(TimeSpan.FromMinutes(6));
        return order;
    }

    /// <summary>Tracks and ships an order.</summary>
    public async Task ShipAsync(string order)
    {
        Assert.Equal(204, (await PutAsync($"/api/orders/{order}/tracking", """{"carrier_code":"DHL","tracking_number":"T1"}""")).Status);
        Assert.Equal(204, (await PutAsync($"/api/orders/{order}/ship")).Status);
    }

    /// <summary>Uploads documents; the second part names them.</summary>
    public async Task<MiraklAnswered> AttachAsync(string order, string[] files, string documents)
    {
        using MultipartFormDataContent form = [];
        foreach (string file in files)
        {
            form.Add(new ByteArrayContent("%PDF-1.4"u8.ToArray()), "files", file);
        }

        form.Add(new StringContent($$"""{"order_documents":[{{documents}}]}""", Encoding.UTF8, "application/json"), "order_documents");
        return await SendAsync(HttpMethod.Post, $"/api/orders/{order}/documents", form);
    }

    /// <summary>Attaches an invoice.</summary>
    public Task<MiraklAnswered> InvoiceAsync(string order) =>
        AttachAsync(order, ["INV-1.pdf"], """{"file_name":"INV-1.pdf","type_code":"CUSTOMER_INVOICE"}""");

    /// <summary>The order as OR11 shows it.</summary>
    public async Task<JsonElement> OrderAsync(string order) =>
        Assert.Single((await GetAsync($"/api/orders?order_ids={order}")).Json.GetProperty("orders").EnumerateArray());

    /// <summary>The state of an order.</summary>
    public async Task<string> StateAsync(string order) => (await OrderAsync(order)).GetProperty("order_state").GetString()!;

    /// <summary>A call of the control API.</summary>
    public async Task<JsonElement> ControlAsync(HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(method, new Uri(Simulator.Url, path)) { Content = Json(json) };
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Any call; without a header the usual key is sent.</summary>
    public async Task<MiraklAnswered> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? authorization = null, string? accept = null)
    {
        using HttpRequestMessage request = new(method, new Uri(Simulator.Url, path.TrimStart('/'))) { Content = content };
        if (authorization is not { Length: 0 })
        {
            _ = request.Headers.TryAddWithoutValidation("Authorization", authorization ?? Usual.Key);
        }

        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        MiraklAnswered answer = new(
            Simulator.Journal.Entries[^1].Operation,
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            text,
            response.Headers.Location?.OriginalString,
            response.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? links.Single() : null,
            response.Headers.RetryAfter?.Delta);
        if (!HasNoise)
        {
            AssertDescribed(answer);
        }

        return answer;
    }

    /// <summary>Whether answers are changed on purpose, so that they are not compared.</summary>
    public bool HasNoise { get; set; }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Simulator.DisposeAsync();
    }

    /// <summary>A multipart body of a file and further parts.</summary>
    public static MultipartFormDataContent Form(string? file, IEnumerable<string> parts)
    {
        MultipartFormDataContent form = [];
        if (file is not null)
        {
            ByteArrayContent bytes = new(Encoding.UTF8.GetBytes(file));
            bytes.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            form.Add(bytes, "file", "file.csv");
        }

        foreach (string part in parts)
        {
            string[] halves = part.Split('=', 2);
            form.Add(new StringContent(halves[1]), halves[0]);
        }

        return form;
    }

    public static StringContent? Json(string? json) => json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");

    private static void AssertDescribed(MiraklAnswered answer)
    {
        if (MiraklDescription.Find() is { } description && description.Operations.Contains(answer.Operation))
        {
            MiraklFinding[] unexplained = [.. description.CheckAnswer(answer.Operation, answer.Status, answer.ContentType, answer.Text)
                .Where(finding => finding.What != MiraklFinding.RequiredNull || !KnownNulls.Contains(finding.Path.Split('.')[^1]))];
            Assert.True(unexplained.Length == 0, string.Create(CultureInfo.InvariantCulture, $"{answer.Operation} {answer.Status}: {string.Join(", ", unexplained.AsEnumerable())}"));
        }
    }
}
