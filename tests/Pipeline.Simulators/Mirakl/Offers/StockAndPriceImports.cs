using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>STO01 to STO03 and PRI01 to PRI03: stock only, and prices only. 404 where the operator has not enabled them.</summary>
internal sealed class StockAndPriceImports(SimulatedTenant tenant, OfferWriter writer)
{
    private const int MostPrices = 50;

    private static readonly string[] PriceCells = ["price", "discount-price", "discount-start-date", "discount-end-date"];

    private readonly OfferChecks checks = new(tenant.Catalogue, tenant.Options);

    public IEnumerable<ApiOperation> All =>
    [
        new("STO01", HttpMethod.Post, "/api/offers/stock/imports", Enabled(ImportStock)) { Consumes = "multipart/form-data", Limit = RateLimit.EachMinute },
        new("STO02", HttpMethod.Get, "/api/offers/stock/imports/{import_id}/status", Enabled(call => ApiAnswer.Of(StockStatus(call))))
        {
            Limit = RateLimit.Each(TimeSpan.FromSeconds(15)),
        },
        new("STO03", HttpMethod.Get, "/api/offers/stock/imports/{import_id}/error_report", Enabled(call => Report(Find(call.Shop.StockImports, call))))
        {
            Produces = ["text/csv", "application/json"],
        },
        new("PRI01", HttpMethod.Post, "/api/offers/pricing/imports", Enabled(ImportPrices)) { Consumes = "multipart/form-data", Limit = RateLimit.EachMinute },
        new("PRI02", HttpMethod.Get, "/api/offers/pricing/imports", Enabled(PriceStatuses)) { Limit = RateLimit.EachMinute },
        new("PRI03", HttpMethod.Get, "/api/offers/pricing/imports/{import_id}/error_report", Enabled(call => Report(Find(call.Shop.PriceImports, call))))
        {
            Produces = ["text/csv", "application/json"],
        },
    ];

    private Func<ApiCall, ApiAnswer> Enabled(Func<ApiCall, ApiAnswer> answer) =>
        call => tenant.Options.HasStockAndPriceImports ? answer(call) : throw ApiRefusal.Unknown("Not found");

    private ApiAnswer ImportStock(ApiCall call) => Begin(call, call.Shop.StockImports, "offer-sku;quantity;warehouse-code;update-delete", (import, rows, _) =>
    {
        foreach (OfferRow row in rows)
        {
            ShopOffer? offer = call.Shop.Offers.Find(row.Cell("offer-sku") ?? string.Empty);
            string? message = offer is null ? OfferChecks.UnknownOffer
                : int.TryParse(row.Cell("quantity"), NumberStyles.None, CultureInfo.InvariantCulture, out int quantity) ? Set(offer, quantity)
                : "The 'quantity' field has an invalid value";
            Count(import, row, message);
        }
    });

    private static string? Set(ShopOffer offer, int quantity)
    {
        offer.Quantity = quantity;
        return null;
    }

    // Every price of an offer is replaced by what the file has for it.
    private ApiAnswer ImportPrices(ApiCall call) => Begin(
        call, call.Shop.PriceImports, "offer-sku;price;discount-price;discount-start-date;discount-end-date;channels;price-ranges;discount-ranges;start-date;end-date", (import, rows, now) =>
    {
        foreach (IGrouping<string, OfferRow> prices in rows.GroupBy(row => row.Cell("offer-sku") ?? string.Empty))
        {
            Dictionary<string, string> cells = [];
            foreach (OfferRow row in prices)
            {
                foreach (string? channel in (string?[]?)row.Cell("channels")?.Split('|') ?? [null])
                {
                    foreach (string column in PriceCells.Where(column => row.Cell(column) is not null))
                    {
                        cells[OfferColumns.Of(column, channel)] = row.Cell(column)!;
                    }
                }
            }

            string? message = call.Shop.Offers.Find(prices.Key) is not { } offer ? OfferChecks.UnknownOffer
                : prices.Count() > MostPrices ? $"An offer has at most {MostPrices} prices"
                : checks.Message(call.Shop, new OfferRow(0, [], new Dictionary<string, string>(cells) { ["sku"] = prices.Key }), ImportMode.Normal, [], now)
                    ?? Replace(offer, cells, now);
            foreach (OfferRow row in prices)
            {
                Count(import, row, message);
            }
        }
    });

    private string? Replace(ShopOffer offer, Dictionary<string, string> cells, DateTimeOffset now)
    {
        string[] old = [.. offer.Cells.Keys.Where(column => PriceCells.Contains(column.Split('[')[0]))];
        offer.Write(old.Select(column => KeyValuePair.Create(column, string.Empty)));
        offer.Write(cells);
        writer.ShowChannels(offer, now);
        return null;
    }

    private static void Count(OfferImport import, OfferRow row, string? message)
    {
        if (message is null)
        {
            import.Succeeded++;
            import.Updated++;
        }
        else
        {
            import.Errors.Add((row, message));
        }
    }

    private ApiAnswer Begin(ApiCall call, List<OfferImport> imports, string columns, Action<OfferImport, IReadOnlyList<OfferRow>, DateTimeOffset> run)
    {
        byte[] file = call.File();
        OfferImport import = new(tenant.NextNumber(), "NORMAL", call.Now);
        imports.Add(import);
        tenant.Schedule.At(call.Now + tenant.Pace.ImportWait, now =>
        {
            import.Status = "RUNNING";
            tenant.Schedule.At(now + tenant.Pace.ImportRun, end =>
            {
                try
                {
                    CsvTable table = CsvTable.Read(file);
                    if (table.Header.FirstOrDefault(name => !columns.Split(';').Contains(name)) is { } unknown)
                    {
                        throw new FormatException($"The column '{unknown}' is unknown");
                    }

                    import.Read = table.Rows.Count;
                    run(import, [.. table.Rows.Select(row => new OfferRow(row.Line, row.Fields, table.Header.Zip(row.Fields).ToDictionary(pair => pair.First, pair => pair.Second.Trim())))], end);
                    import.Status = "COMPLETE";
                }
                catch (FormatException unreadable)
                {
                    (import.Status, import.Reason) = ("FAILED", unreadable.Message);
                }
            });
        });
        return ApiAnswer.Created(new JsonObject { ["import_id"] = import.Uuid }, $"{call.Operation.Path}/{import.Uuid}");
    }

    private static OfferImport Find(List<OfferImport> imports, ApiCall call) => imports.FirstOrDefault(import => import.Uuid == call.Path["import_id"])
        ?? throw ApiRefusal.Unknown($"No import tracking found for id {call.Path["import_id"]}");

    private static JsonObject StockStatus(ApiCall call) => Status(Find(call.Shop.StockImports, call), call.Shop);

    private static JsonObject Status(OfferImport import, Shop shop) => new()
    {
        ["import_id"] = import.Uuid,
        ["shop_id"] = shop.Id,
        ["status"] = import.Status,
        ["date_created"] = Wire.Time(import.Created),
        ["has_error_report"] = import.HasReport,
        ["lines_in_success"] = import.Succeeded,
        ["lines_in_error"] = import.Errors.Count,
    };

    private ApiAnswer PriceStatuses(ApiCall call)
    {
        IReadOnlyList<OfferImport> Found()
        {
            IReadOnlyList<string> ids = call.Repeated("import_id");
            IReadOnlyList<string> statuses = call.ListOf("status", ["WAITING", "RUNNING", "COMPLETE", "FAILED"]);
            return [.. call.Shop.PriceImports.Where(import => (ids.Count == 0 || ids.Contains(import.Uuid)) && (statuses.Count == 0 || statuses.Contains(import.Status)))
                .OrderByDescending(import => import.Number)];
        }

        return tenant.Pages.Next(call, Found, import =>
        {
            JsonObject status = Status(import, call.Shop);
            status["offers_updated"] = import.Updated;
            status["offers_in_error"] = import.Errors.Select(error => error.Row.Cell("offer-sku")).Distinct().Count();
            status["origin"] = "API";
            status["reason_status"] = import.Reason;
            return status;
        });
    }

    // First column the line, second the reason.
    private static ApiAnswer Report(OfferImport import) => import.HasReport
        ? ApiAnswer.Report(
            CsvTable.Write(["line", "reason", "offer-sku"], import.Errors.Select(error => (string[])[Wire.Number(error.Row.Line), error.Message, error.Row.Cell("offer-sku") ?? string.Empty])),
            "text/csv")
        : throw ApiRefusal.Unknown($"No error report found for importTracking {import.Uuid}");
}
