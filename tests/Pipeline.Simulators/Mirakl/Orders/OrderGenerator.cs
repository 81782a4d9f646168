using System.Globalization;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Offers;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>Customers who buy; the same seed gives the same customers and goods.</summary>
internal sealed class OrderGenerator(SimulatedTenant tenant)
{
    private const int TransitDays = 4;
    private const int FirstNumber = 10_001;

    private static readonly string[] FrenchNames = ["Camille Exemple", "Louis Modèle", "Jeanne Essai", "Hugo Fictif"];
    private static readonly string[] SpanishNames = ["Prueba Ejemplo", "Lucía Ficticia", "Mateo Muestra", "Sofía Ensayo"];

    private Random random = new(tenant.Options.Seed);

    /// <summary>Places an order.</summary>
    /// <exception cref="KeyNotFoundException">An unknown channel, an offer that is not there, or nothing that can be bought.</exception>
    public ShopOrder Place(Shop shop, OrderWish wish, DateTimeOffset now)
    {
        if (!PlatformOperations.Channels.ContainsKey(wish.Channel))
        {
            throw new KeyNotFoundException($"The channel {wish.Channel} is unknown.");
        }

        List<WishedLine> wished = wish.Lines is { Count: > 0 } lines ? [.. lines] : Chosen(shop, now);
        string commercialId = string.Create(CultureInfo.InvariantCulture, $"PXT-{FirstNumber + shop.Orders.Count}");
        string id = $"{commercialId}-A";
        decimal less = tenant.Faults.Take(MiraklFault.WrongPrice, subject: wished[0].Sku) is null ? 0 : 1;
        List<OrderLine> bought = [];
        int leadTime = 0;
        foreach (WishedLine line in wished)
        {
            ShopOffer offer = shop.Offers.Find(line.Sku) ?? throw new KeyNotFoundException($"There is no offer {line.Sku}.");
            OfferPrice price = offer.PriceOf(wish.Channel) ?? throw new KeyNotFoundException($"The offer {line.Sku} has no price.");
            int index = bought.Count + 1;
            bought.Add(new OrderLine($"{id}-{index}", index, offer.Product)
            {
                OfferId = offer.Id,
                OfferSku = offer.Sku,
                OfferState = offer.State,
                Quantity = line.Quantity,
                UnitPrice = price.At(now) - less,
                OriginPrice = price.Origin,
                AskedPrice = price.At(now),
            });
            leadTime = Math.Max(leadTime, offer.LeadTime);
            NoteStock(shop, offer, line, id, now);
        }

        ShopOrder order = new(id, commercialId, wish.Channel, NextCustomer(wish.Channel, shop.Orders.Count), now)
        {
            Lines = bought,
            LeadTime = leadTime,
            ShippingType = wish.ShippingType ?? "STD",
            ShippingPrice = wish.ShippingPrice,
            PromisedBy = now.AddDays(leadTime + TransitDays),
        };
        shop.Orders.Add(order);
        tenant.Schedule.At(now + tenant.Pace.Staging, begin => Await(shop, order, begin));
        return order;
    }

    public void Reset() => random = new Random(tenant.Options.Seed);

    // Nothing is bought twice: the units of an order leave the offer.
    private static void NoteStock(Shop shop, ShopOffer offer, WishedLine line, string order, DateTimeOffset now)
    {
        if (line.Quantity > offer.Quantity)
        {
            shop.Findings.Add(new Audits.AuditFinding("stock", order, now, $"{line.Quantity} of {offer.Sku} were bought and {offer.Quantity} were offered."));
        }

        offer.Quantity = Math.Max(0, offer.Quantity - line.Quantity);
    }

    private void Await(Shop shop, ShopOrder order, DateTimeOffset begin)
    {
        order.Move("WAITING_ACCEPTANCE", begin);
        tenant.Schedule.At(order.Created + tenant.Options.AcceptanceLimit, late =>
        {
            if (order.State == "WAITING_ACCEPTANCE")
            {
                order.Move("CANCELED", late, "ACCEPTANCE_TIMEOUT");
                shop.State = "SUSPENDED";
            }
        });
    }

    private List<WishedLine> Chosen(Shop shop, DateTimeOffset now)
    {
        ShopOffer[] active = [.. shop.Offers.All.Where(offer => offer.InactivityReasons("OPEN", now).Count == 0).OrderBy(offer => offer.Id)];
        if (active.Length == 0)
        {
            throw new KeyNotFoundException("No offer is active.");
        }

        ShopOffer first = active[random.Next(active.Length)];
        return [new WishedLine(first.Sku, random.Next(1, Math.Min(3, first.Quantity) + 1))];
    }

    private Customer NextCustomer(string channel, int number)
    {
        bool isSpanish = channel.StartsWith("ES", StringComparison.Ordinal);
        string[] names = isSpanish ? SpanishNames : FrenchNames;
        string[] name = names[random.Next(names.Length)].Split(' ');
        int house = random.Next(1, 100);
        string id = string.Create(CultureInfo.InvariantCulture, $"C-{90_001 + number}");
        return isSpanish
            ? new Customer(id, name[0], name[1], $"Calle Ficticia {house}", "28013", "Madrid", "España", "ESP", "es_ES")
            : new Customer(id, name[0], name[1], $"{house} rue de l'Essai", "69007", "Lyon", "France", "FRA", "fr_FR");
    }
}

/// <summary>What a customer wants to buy.</summary>
/// <param name="Channel">Where.</param>
/// <param name="Lines">Offers; null or none: chosen by chance.</param>
/// <param name="ShippingType">Code of the delivery; null for the standard one.</param>
/// <param name="ShippingPrice">What the delivery costs; the shop delivers free of charge.</param>
internal sealed record OrderWish(string Channel = "FR_B2C", IReadOnlyList<WishedLine>? Lines = null, string? ShippingType = null, decimal ShippingPrice = 0);

/// <summary>An offer and how many of it.</summary>
/// <param name="Sku">SKU of the offer.</param>
/// <param name="Quantity">Units.</param>
internal sealed record WishedLine(string Sku, int Quantity = 1);
