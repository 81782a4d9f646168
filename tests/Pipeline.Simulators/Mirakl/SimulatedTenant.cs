using System.Globalization;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Messages;
using Pipeline.Simulators.Mirakl.Offers;
using Pipeline.Simulators.Mirakl.Orders;
using Pipeline.Simulators.Mirakl.Platform;
using Pipeline.Simulators.Mirakl.Products;

namespace Pipeline.Simulators.Mirakl;

/// <summary>The parts of the tenant, wired. What changes it holds <see cref="Gate"/>.</summary>
internal sealed class SimulatedTenant
{
    private const long FirstNumber = 51_020;

    private long number = FirstNumber;

    public SimulatedTenant(MiraklOptions options, TimeProvider clock)
    {
        Options = options;
        Clock = new TenantClock(clock);
        Pace = options.Pace;
        Catalogue = new OperatorCatalogue(options.HasSampleProducts);
        Noise = new Noise(options.NoiseSeed);
        Shops = [.. options.ShopIds.Select((id, place) => new Shop(id, place == 0 ? options.Tenant : $"{options.Tenant}-{place + 1}"))];
        OfferWriter writer = new(this);
        ProductImports products = new(this);
        ShippingOperations shipping = new(this);
        Generator = new OrderGenerator(this);
        Messages = new MessageOperations(this);
        Endpoint = new ApiEndpoint(
            this,
            [
                .. new PlatformOperations(this).All,
                .. new ShopOperations(this).All,
                .. new CatalogueOperations(Catalogue).All,
                .. new ProductOperations(products).All,
                .. new OfferImports(this, writer, products).All,
                .. new OfferReads(this).All,
                .. new StockAndPriceImports(this, writer).All,
                .. new OrderOperations(this).All,
                .. shipping.All,
                .. new RepaymentOperations(this).All,
                .. new DocumentOperations(this).All,
                .. new ShipmentOperations(this, shipping).All,
                .. Messages.All,
            ],
            clock);
        Begin();
    }

    public Lock Gate { get; } = new();

    public MiraklOptions Options { get; }

    public TenantClock Clock { get; }

    public TenantPace Pace { get; set; }

    public Schedule Schedule { get; } = new();

    public OperatorCatalogue Catalogue { get; }

    public RateLimiter Limiter { get; } = new();

    public Pages Pages { get; } = new();

    public Noise Noise { get; }

    public MiraklFaultSwitches Faults { get; } = new();

    public CallJournal Journal { get; } = new();

    public IReadOnlyList<Shop> Shops { get; }

    public ApiEndpoint Endpoint { get; }

    public OrderGenerator Generator { get; }

    public MessageOperations Messages { get; }

    /// <summary>The shop of a call without number.</summary>
    public Shop Shop => Shops[0];

    /// <summary>A number that was never given before.</summary>
    public long NextNumber() => ++number;

    /// <summary>Lets everything happen that is due, and gives the time.</summary>
    public DateTimeOffset MoveOn()
    {
        DateTimeOffset now = Clock.GetUtcNow();
        Schedule.RunUntil(now);
        return now;
    }

    /// <summary>Whether the header carries the key.</summary>
    /// <exception cref="ApiRefusal">401.</exception>
    public void CheckKey(string header, bool isRevoked)
    {
        string given = Options.TakesBearer && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : header;
        if (isRevoked || given != Options.Key)
        {
            throw new ApiRefusal(StatusCodes.Status401Unauthorized, "Unauthorized");
        }
    }

    /// <summary>The shop that a call means.</summary>
    /// <exception cref="ApiRefusal">403 for a shop of somebody else, 400 for what is no number.</exception>
    public Shop FindShop(string id) => id.Length == 0 ? Shop
        : !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long wanted) ? throw ApiRefusal.Bad($"The value '{id}' is invalid for the parameter : shop_id")
        : Shops.FirstOrDefault(shop => shop.Id == wanted) ?? throw new ApiRefusal(StatusCodes.Status403Forbidden, "Access to the shop is denied");

    /// <summary>Takes the state of the start again; the clock goes on.</summary>
    public void Reset()
    {
        lock (Gate)
        {
            Schedule.Clear();
            Limiter.Clear();
            Pages.Clear();
            Journal.Clear();
            Faults.Clear();
            Catalogue.Reset(Options.HasSampleProducts);
            foreach (Shop shop in Shops)
            {
                shop.Clear();
            }

            Pace = Options.Pace;
            Generator.Reset();
            Begin();
        }
    }

    private void Begin()
    {
        Limiter.Factor = Options.LimitFactor;
        foreach (MiraklFaultSwitch fault in Options.Faults)
        {
            Faults.Set(fault);
        }
    }
}
