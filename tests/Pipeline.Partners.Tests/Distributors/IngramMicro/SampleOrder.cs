using Pipeline.Core.Messages;
using Pipeline.Core.Catalog;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

/// <summary>The order of the sample <c>order-create.xml</c>.</summary>
internal static class SampleOrder
{
    public static OrderCreate Create() => new()
    {
        PurchaseOrderNumber = PurchaseOrderNumber.Parse("PX26000187"),
        Date = new DateOnly(2026, 3, 10),
        EndUserReference = "C-88213-A",
        Currency = "EUR",
        ShipTo = new DeliveryAddress
        {
            Name = "Mme Élodie Garançon", NameAddition = "Apt 4B", Contact = "Élodie Garançon",
            Street = ["12 rue de l’Étuve", "Bâtiment C"], PostalCode = "69002", City = "Lyon", CountryCode = "FR",
            Email = "noreply@example.invalid", Phone = "+33000000000",
        },
        RequestedDeliveryDate = new DateOnly(2026, 3, 12),
        Lines =
        [
            Line(1, "000000000007100231", 2, 612.40m), Line(2, "7100487", 5, 94.10m), Line(3, "7100552", 4, 71.85m),
            Line(4, "7100610", 2, 9.50m), Line(5, "7100999", 1, 79m) with { Text = "Ne pas joindre de facture" },
        ],
    };

    public static OrderCreate To(DeliveryAddress address) => Create() with { ShipTo = address };

    public static OrderCreateLine Line(int number, string sku, int quantity, decimal price) => new()
    {
        LineNumber = new LineNumber(number), Sku = DistributorSku.Parse(sku), Quantity = quantity, UnitPrice = price,
    };
}
