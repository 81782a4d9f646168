using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>Applies the lines of an import to the offers of a shop.</summary>
internal sealed class OfferWriter(SimulatedTenant tenant)
{
    private readonly OfferChecks checks = new(tenant.Catalogue, tenant.Options);

    /// <summary>Applies all lines and counts what came of them.</summary>
    public void Write(Shop shop, OfferImport import, IReadOnlyList<OfferRow> rows, ImportMode mode, DateTimeOffset now)
    {
        HashSet<string> seen = [];
        foreach (OfferRow row in rows)
        {
            if (checks.Message(shop, row, mode, seen, now) is { } message)
            {
                import.Errors.Add((row, message));
            }
            else
            {
                Write(shop, import, row, mode, now);
                import.Succeeded++;
            }
        }

        if (mode == ImportMode.Replace)
        {
            foreach (string sku in shop.Offers.All.Select(offer => offer.Sku).Where(sku => !seen.Contains(sku)).ToList())
            {
                shop.Offers.Delete(sku, now);
                import.Deleted++;
            }
        }
    }

    /// <summary>Lets customers see the cells of further channels, after the tenant's delay.</summary>
    public void ShowChannels(ShopOffer offer, DateTimeOffset now)
    {
        Dictionary<string, string> cells = offer.ChannelCells();
        tenant.Schedule.At(now + tenant.Pace.ChannelPrice, _ => offer.Show(cells));
    }

    private void Write(Shop shop, OfferImport import, OfferRow row, ImportMode mode, DateTimeOffset now)
    {
        if (row.IsDeletion)
        {
            shop.Offers.Delete(row.Sku, now);
            import.Deleted++;
            return;
        }

        if (shop.Offers.Find(row.Sku) is not { } offer)
        {
            CatalogueProduct product = tenant.Catalogue.Find(shop.Id, row.Cell("product-id-type") ?? "EAN", row.Cell("product-id")!)!;
            offer = shop.Offers.Add(tenant.NextNumber(), row.Sku, product);
            import.Inserted++;
        }
        else
        {
            import.Updated++;
        }

        if (mode == ImportMode.Json)
        {
            offer.Cells.Clear();
        }

        offer.Write(row.Cells.Where(cell => !IsKey(cell.Key) && (mode != ImportMode.PartialUpdate || cell.Value.Length > 0)));
        ShowChannels(offer, now);
    }

    private static bool IsKey(string column) => column is "sku" or "product-id" or "product-id-type" or "update-delete";
}
