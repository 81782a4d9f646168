using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Products;

/// <summary>The walk of an import of products through its states, and of its products until they are live.</summary>
internal sealed class ProductImports(SimulatedTenant tenant)
{
    private const int EanLength = 13;

    private readonly ProductChecks checks = new(tenant.Catalogue);

    /// <summary>From the upload to COMPLETE.</summary>
    public TimeSpan Duration => (2 * tenant.Pace.ImportWait) + (2 * tenant.Pace.ImportRun) + tenant.Pace.Integration;

    /// <summary>Begins an import.</summary>
    public ProductImport Begin(Shop shop, byte[] file, bool isOperatorFormat, DateTimeOffset now)
    {
        ProductImport import = new(tenant.NextNumber(), shop.Id, now);
        shop.ProductImports.Add(import);
        string subject = Wire.Number(import.Number);
        if (tenant.Faults.Take(MiraklFault.ImportStuck, "P41", subject) is not null)
        {
            return import;
        }

        bool isFailed = tenant.Faults.Take(MiraklFault.ImportFailed, "P41", subject) is not null;
        TenantPace pace = tenant.Pace;
        Plan(import, now + pace.ImportWait, "TRANSFORMATION_RUNNING");
        tenant.Schedule.At(now + pace.ImportWait + pace.ImportRun, end =>
        {
            if (!Transformed(import, file, isOperatorFormat, end))
            {
                return;
            }

            DateTimeOffset running = end + pace.ImportWait;
            Plan(import, running, "RUNNING");
            if (isFailed)
            {
                tenant.Schedule.At(running + pace.ImportRun, failed =>
                {
                    import.Reason = "An unexpected error has occurred";
                    Move(import, "FAILED", failed);
                });
                return;
            }

            tenant.Schedule.At(running + pace.ImportRun, sent => Send(shop, import, sent));
            tenant.Schedule.At(running + pace.ImportRun + pace.Integration, complete => Integrate(shop, import, complete));
        });
        return import;
    }

    private bool Transformed(ProductImport import, byte[] file, bool isOperatorFormat, DateTimeOffset now)
    {
        try
        {
            import.Transformation = checks.Transform(file, isOperatorFormat);
        }
        catch (FormatException unreadable)
        {
            import.Reason = unreadable.Message;
            Move(import, "TRANSFORMATION_FAILED", now);
            return false;
        }

        if (import.Transformation.Rows.Count == 0)
        {
            import.Reason = "Transformation failed";
            Move(import, "TRANSFORMATION_FAILED", now);
            return false;
        }

        Move(import, "WAITING", now);
        return true;
    }

    private void Send(Shop shop, ProductImport import, DateTimeOffset now)
    {
        Move(import, "SENT", now);
        foreach (IReadOnlyDictionary<string, string> row in import.Transformation!.Rows)
        {
            ProductSource source = Source(shop, Cell(row, "SHOP_SKU"));
            (source.Ean, source.Updated) = (Cell(row, "UNIQUE_IDENTIFIER"), now);
            source.Error ??= source.IsLive ? null : ("MCM-0L000", "The product has not been synchronized yet");
        }
    }

    private void Integrate(Shop shop, ProductImport import, DateTimeOffset now)
    {
        foreach (IReadOnlyDictionary<string, string> row in import.Transformation!.Rows)
        {
            ProductSource source = Source(shop, Cell(row, "SHOP_SKU"));
            source.Updated = now;
            if (!HasCheckDigit(source.Ean))
            {
                Refuse(import, source, "MCM-04000", "The EAN has a wrong check digit");
                import.WrongIdentifiers++;
            }
            else if (tenant.Faults.Take(MiraklFault.ProductRejected, subject: source.Sku) is not null)
            {
                Refuse(import, source, "MCM-04012", "The product has been rejected by the operator");
                import.Rejected++;
            }
            else
            {
                Accept(shop, import, source, row, now);
            }
        }

        Move(import, "COMPLETE", now);
    }

    private void Accept(Shop shop, ProductImport import, ProductSource source, IReadOnlyDictionary<string, string> row, DateTimeOffset now)
    {
        if (source.IsLive)
        {
            import.Reimported++;
            return;
        }

        import.Added.Add(source.Sku);
        source.Error = ("MCM-04014", "The product awaits the review of the operator");
        if (tenant.Faults.Take(MiraklFault.ProductNotLive, subject: source.Sku) is not null)
        {
            return;
        }

        tenant.Schedule.At(now + tenant.Pace.GoLive, live =>
        {
            CatalogueProduct product = tenant.Catalogue.Add(source.Ean, Cell(row, "CATEGORY"), Cell(row, "TITLE"), Cell(row, "BRAND"));
            tenant.Catalogue.Name(product, shop.Id, source.Sku);
            (source.IsLive, source.Error, source.Updated) = (true, null, live);
        });
    }

    private static void Refuse(ProductImport import, ProductSource source, string code, string message)
    {
        import.NotIntegrated.Add((source.Sku, message));
        (source.Error, source.IsLive) = ((code, message), false);
    }

    private void Plan(ProductImport import, DateTimeOffset time, string status) => tenant.Schedule.At(time, now => Move(import, status, now));

    private static void Move(ProductImport import, string status, DateTimeOffset now) => (import.Status, import.Changed) = (status, now);

    private static ProductSource Source(Shop shop, string sku)
    {
        if (!shop.Sources.TryGetValue(sku, out ProductSource? source))
        {
            shop.Sources[sku] = source = new ProductSource(sku);
        }

        return source;
    }

    private string Cell(IReadOnlyDictionary<string, string> row, string role) =>
        tenant.Catalogue.CodeOf(role) is { } code ? row.GetValueOrDefault(code) ?? string.Empty : string.Empty;

    private static bool HasCheckDigit(string ean) => ean.Length == EanLength && ean.Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;
}
