using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Audits;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Platform;
using Pipeline.Simulators.Mirakl.Products;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>OF01, OF02, OF03, OF04 and OF24: imports of offers, followed to their end.</summary>
internal sealed class OfferImports(SimulatedTenant tenant, OfferWriter writer, ProductImports products)
{
    private static readonly Dictionary<string, ImportMode> Modes = new()
    {
        ["NORMAL"] = ImportMode.Normal,
        ["REPLACE"] = ImportMode.Replace,
        ["PARTIAL_UPDATE"] = ImportMode.PartialUpdate,
    };

    private static readonly string[] Statuses = ["WAITING_SYNCHRONIZATION_PRODUCT", "WAITING", "RUNNING", "COMPLETE", "FAILED"];
    private static readonly string[] Origins = ["API", "FTP", "SFTP", "HTTP", "HTTPS", "FRONT", "PENDING_OFFERS"];

    public IEnumerable<ApiOperation> All =>
    [
        new("OF01", HttpMethod.Post, "/api/offers/imports", Import) { Consumes = "multipart/form-data", LimitsItself = true },
        new("OF24", HttpMethod.Post, "/api/offers", Upsert) { Consumes = "application/json", Limit = RateLimit.EachMinute },
        new("OF02", HttpMethod.Get, "/api/offers/imports/{import}", call => ApiAnswer.Of(Find(call).Tracking())) { Limit = RateLimit.EachMinute },
        new("OF03", HttpMethod.Get, "/api/offers/imports/{import}/error_report", Report)
        {
            Limit = RateLimit.EachMinute,
            Produces = ["application/octet-stream", "application/json", "text/csv"],
        },
        new("OF04", HttpMethod.Get, "/api/offers/imports", List) { Limit = RateLimit.EachMinute },
    ];

    private ApiAnswer Import(ApiCall call)
    {
        byte[] file = call.File();
        string mode = call.Part("import_mode") is { } given && Modes.ContainsKey(given) ? given : throw ApiRefusal.Bad("The part 'import_mode' is missing or invalid");
        bool isWithProducts = call.PartFlag("with_products");
        bool isOperatorFormat = call.PartFlag("operator_format");
        string fingerprint = mode + Convert.ToHexString(SHA256.HashData(file));
        if (call.Shop.OfferImports.LastOrDefault(known => known.Fingerprint == fingerprint && !known.IsFinal) is { } running)
        {
            return Begun(running, null);
        }

        call.Take(isWithProducts ? RateLimit.Each(TimeSpan.FromMinutes(15)) : RateLimit.EachMinute);
        NoteMode(call, mode);
        OfferImport import = new(tenant.NextNumber(), mode, call.Now) { Fingerprint = fingerprint };
        call.Shop.OfferImports.Add(import);
        long? productImport = null;
        DateTimeOffset begin = call.Now + tenant.Pace.ImportWait;
        if (isWithProducts)
        {
            import.Status = "WAITING_SYNCHRONIZATION_PRODUCT";
            ProductImport begun = products.Begin(call.Shop, file, isOperatorFormat, call.Now);
            productImport = begun.Number;
            begin += products.Duration + tenant.Pace.GoLive;
        }

        Plan(call.Shop, import, begin, () => Rows(file), Modes[mode]);
        return Begun(import, productImport);
    }

    private ApiAnswer Upsert(ApiCall call)
    {
        IReadOnlyList<OfferRow> rows = OfferJsonRows.Read(call.Json());
        OfferImport import = new(tenant.NextNumber(), "NORMAL", call.Now);
        call.Shop.OfferImports.Add(import);
        Plan(call.Shop, import, call.Now + tenant.Pace.ImportWait, () => (OfferJsonRows.Columns, rows), ImportMode.Json);
        return Begun(import, null);
    }

    private void Plan(Shop shop, OfferImport import, DateTimeOffset begin, Func<(IReadOnlyList<string> Header, IReadOnlyList<OfferRow> Rows)> read, ImportMode mode)
    {
        string subject = Wire.Number(import.Number);
        if (tenant.Faults.Take(MiraklFault.ImportStuck, "OF01", subject) is not null)
        {
            return;
        }

        bool isFailed = tenant.Faults.Take(MiraklFault.ImportFailed, "OF01", subject) is not null;
        tenant.Schedule.At(begin, now =>
        {
            (IReadOnlyList<OfferRow> rows, string? fault) = Open(import, read);
            fault ??= isFailed ? "An unexpected error has occurred" : null;
            import.Status = "RUNNING";
            tenant.Schedule.At(now + tenant.Pace.ImportRun, end =>
            {
                if (fault is null)
                {
                    writer.Write(shop, import, rows, mode, end);
                }
                else
                {
                    import.Read = 0;
                }

                (import.Status, import.Reason) = (fault is null ? "COMPLETE" : "FAILED", fault);
            });
        });
    }

    private static (IReadOnlyList<OfferRow> Rows, string? Fault) Open(OfferImport import, Func<(IReadOnlyList<string> Header, IReadOnlyList<OfferRow> Rows)> read)
    {
        try
        {
            (import.Header, IReadOnlyList<OfferRow> rows) = read();
            import.Read = rows.Count;
            return (rows, null);
        }
        catch (FormatException unreadable)
        {
            return ([], unreadable.Message);
        }
    }

    private static (IReadOnlyList<string> Header, IReadOnlyList<OfferRow> Rows) Rows(byte[] file)
    {
        CsvTable table = CsvTable.Read(file);
        string[] header = [.. table.Header.Select(name => name.Trim())];
        if (!header.Contains("sku"))
        {
            throw new FormatException("The column 'sku' is missing");
        }

        if (header.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new FormatException($"The column '{repeated.Key}' is duplicated");
        }

        if (header.Select(OfferColumns.Channel).OfType<string>().FirstOrDefault(channel => !PlatformOperations.Channels.ContainsKey(channel)) is { } unknown)
        {
            throw new FormatException($"The channel '{unknown}' is unknown");
        }

        return table.Rows.FirstOrDefault(row => row.Fields.Count != header.Length) is { } broken
            ? throw new FormatException($"A parsing error has occurred at line {broken.Line}")
            : (table.Header, [.. table.Rows.Select(row => new OfferRow(
                row.Line, row.Fields, header.Zip(row.Fields).ToDictionary(pair => pair.First, pair => pair.Second.Trim())))]);
    }

    private static ApiAnswer Begun(OfferImport import, long? productImport)
    {
        JsonObject body = new() { ["import_id"] = import.Number };
        if (productImport is { } number)
        {
            body["product_import_id"] = number;
        }

        return ApiAnswer.Created(body, $"/api/offers/imports/{Wire.Number(import.Number)}");
    }

    private static void NoteMode(ApiCall call, string mode)
    {
        if (mode != "NORMAL")
        {
            call.Shop.Findings.Add(new AuditFinding("import-mode", mode, call.Now, $"An import in mode {mode}: only NORMAL is safe."));
        }
    }

    private static OfferImport Find(ApiCall call) => call.PathNumber("import") is var number && call.Shop.OfferImports.FirstOrDefault(import => import.Number == number) is { } found
        ? found
        : throw ApiRefusal.Unknown($"No import tracking found for id {number}");

    private static ApiAnswer Report(ApiCall call)
    {
        OfferImport import = Find(call);
        return !import.HasReport || call.Faults.Has(MiraklFault.ReportMissing)
            ? throw ApiRefusal.Unknown($"No error report found for importTracking {import.Number}")
            : ApiAnswer.Report(CsvTable.Write(
                [.. import.Header, "error-line", "error-message"],
                import.Errors.Select(error => error.Row.Fields.Append(Wire.Number(error.Row.Line)).Append(error.Message))));
    }

    private ApiAnswer List(ApiCall call)
    {
        IReadOnlyList<OfferImport> Found()
        {
            DateTimeOffset? from = call.Time("start_date");
            DateTimeOffset? to = call.Time("end_date");
            IReadOnlyList<string> statuses = call.ListOf("status", Statuses);
            IReadOnlyList<string> modes = call.ListOf("mode", Modes.Keys);
            IReadOnlyList<string> origins = call.Repeated("origins");
            return origins.FirstOrDefault(origin => !Origins.Contains(origin)) is { } other
                ? throw ApiRefusal.Bad($"The value '{other}' is invalid for the parameter : origins")
                : [.. call.Shop.OfferImports.Where(import => (from is null || import.Created >= from) && (to is null || import.Created <= to)
                    && (statuses.Count == 0 || statuses.Contains(import.Status)) && (modes.Count == 0 || modes.Contains(import.Mode))
                    && (origins.Count == 0 || origins.Contains(import.Origin)))
                    .OrderByDescending(import => import.Created).ThenByDescending(import => import.Number)];
        }

        return tenant.Pages.Next(call, Found, import =>
        {
            JsonObject tracking = import.Tracking();
            _ = tracking.Remove("type");
            tracking["origin"] = import.Origin;
            tracking["shop_id"] = call.Shop.Id;
            return tracking;
        });
    }
}
