namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>A shipment: one Despatch Advice.</summary>
/// <param name="AdviceNumber">Its number.</param>
/// <param name="Cartons">Lines by carton; a line repeats once per carton.</param>
internal sealed record Shipment(string AdviceNumber, IReadOnlyList<ShippedLine> Cartons)
{
    private const decimal OwnCartonFromKilograms = 1m;

    public int Packages => Cartons.Select(carton => carton.TrackingNumber).Distinct(StringComparer.Ordinal).Count();

    public decimal Weight => Cartons.Sum(carton => carton.Quantity * carton.Line.Article!.WeightKilograms);

    /// <summary>Lines with all their pieces and serial numbers, whatever carton they are in.</summary>
    public IEnumerable<(PlacedLine Line, int Quantity, IReadOnlyList<string> SerialNumbers)> Lines =>
        Cartons.GroupBy(carton => carton.Line).Select(line => (
            line.Key, line.Sum(carton => carton.Quantity), (IReadOnlyList<string>)[.. line.SelectMany(carton => carton.SerialNumbers)]));

    /// <summary>Packs: each heavy piece goes alone, the rest shares a carton, unless the line's rule says how many.</summary>
    public static Shipment Pack(IEnumerable<(PlacedLine Line, int Quantity)> parts, NumberSeries numbers, string country)
    {
        string number = numbers.NextAdvice();
        string? shared = null;
        List<ShippedLine> cartons = [];
        foreach ((PlacedLine line, int quantity) in parts.Where(part => part.Quantity > 0))
        {
            int own = line.Rule.Cartons ?? (line.Article!.WeightKilograms >= OwnCartonFromKilograms ? quantity : 0);
            cartons.AddRange(own > 0
                ? Shares(quantity, own).Select(share => Fill(line, share, numbers.NextParcel(country), numbers))
                : [Fill(line, quantity, shared ??= numbers.NextParcel(country), numbers)]);
        }

        return new Shipment(number, cartons);
    }

    /// <summary>A quantity in parts as equal as can be, none of them empty.</summary>
    public static IReadOnlyList<int> Shares(int quantity, int parts)
    {
        int count = Math.Clamp(parts, 1, Math.Max(1, quantity));
        return [.. Enumerable.Range(0, count).Select(part => (quantity / count) + (part < quantity % count ? 1 : 0))];
    }

    private static ShippedLine Fill(PlacedLine line, int quantity, string tracking, NumberSeries numbers) => new(
        line, quantity, tracking,
        line.Article!.HasSerialNumbers
            ? [.. Enumerable.Range(0, quantity).Select(_ => numbers.NextPiece(line.Article.VendorPartNumber))]
            : []);
}
