using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;

namespace Pipeline.Simulators.Mirakl.Platform;

/// <summary>What the operator has configured: V01, AF01, CH11, DO01, OF61, RE01, SH11, SH12, SH21, SH31.</summary>
internal sealed class PlatformOperations(SimulatedTenant tenant)
{
    private static readonly string[] FieldEntities = ["OFFER", "ORDER", "ORDER_LINE", "SHOP"];
    private static readonly string[] DocumentEntities = ["ORDER", "SHOP"];

    public static IReadOnlyDictionary<string, string> Channels { get; } = new Dictionary<string, string>
    {
        ["FR_B2C"] = "FR – France – B2C",
        ["ES_B2C"] = "ES – Spain – B2C",
    };

    public static IReadOnlyDictionary<string, string> OfferStates { get; } = new Dictionary<string, string>
    {
        ["11"] = "Neuf",
        ["10"] = "Reconditionné - Excellent état",
        ["12"] = "Reconditionné - Très bon état",
        ["13"] = "Reconditionné - Bon état",
    };

    public static IReadOnlyDictionary<string, string> LogisticClasses { get; } = new Dictionary<string, string>
    {
        ["STD"] = "Colis standard",
        ["BIG"] = "Volumineux",
    };

    public static IReadOnlyDictionary<string, string> DocumentTypes { get; } = new Dictionary<string, string>
    {
        ["CUSTOMER_INVOICE"] = "Facture client",
        ["SYSTEM_DELIVERY_BILL"] = "Bon de livraison",
    };

    /// <summary>Registered carriers.</summary>
    public static IReadOnlyDictionary<string, string> Carriers { get; } = new Dictionary<string, string>
    {
        ["DHL"] = "DHL",
        ["UPS"] = "UPS",
        ["COLISSIMO"] = "Colissimo",
        ["GLS"] = "GLS",
    };

    /// <summary>Reasons of refunds and cancellations, and whether the shop may give them.</summary>
    public static IReadOnlyList<(string Code, string Label, string Type, bool IsShops)> Reasons { get; } =
    [
        ("14", "Article en rupture", "CANCELATION", true),
        ("15", "Demande du client", "CANCELATION", true),
        ("16", "Fraude", "CANCELATION", false),
        ("17", "Article retourné", "REFUND", true),
        ("18", "Article perdu", "REFUND", true),
        ("19", "Geste de l'opérateur", "REFUND", false),
        ("25", "Article non reçu", "INCIDENT_OPEN", false),
        ("31", "Question sur la livraison", "ORDER_MESSAGING", true),
    ];

    /// <summary>Custom fields of offers, with type and what they take.</summary>
    public static IReadOnlyList<(string Code, string Label, string Type, IReadOnlyList<string> Values)> OfferFields { get; } =
    [
        ("warranty", "Garantie (mois)", "NUMERIC", []),
        ("warehouselocation", "Lieu de stockage", "LIST", ["France", "Espana", "Europe", "Hors_Zone_EU"]),
    ];

    /// <summary>Custom fields of orders.</summary>
    public static IReadOnlyList<(string Code, string Label, string Type, IReadOnlyList<string> Values)> OrderFields { get; } =
        [("seller-note", "Note du vendeur", "STRING", []), ("parcels", "Nombre de colis", "NUMERIC", [])];

    public IEnumerable<ApiOperation> All =>
    [
        new("V01", HttpMethod.Get, "/api/version", _ => ApiAnswer.Of(new JsonObject { ["version"] = "3.400" })),
        Daily("AF01", "/api/additional_fields", Fields),
        Daily("CH11", "/api/channels", _ => Coded("channels", Channels)),
        Daily("DO01", "/api/documents", Documents),
        Daily("OF61", "/api/offers/states", _ => Coded("offer_states", OfferStates, hasDescription: false)),
        new("RE01", HttpMethod.Get, "/api/reasons", _ => ReasonList()),
        Daily("SH11", "/api/shipping/zones", _ => Coded("shipping_zones", new Dictionary<string, string> { ["FR"] = "France", ["ES"] = "España" })),
        Daily("SH12", "/api/shipping/types", _ => Types()),
        Daily("SH21", "/api/shipping/carriers", CarrierList),
        Daily("SH31", "/api/shipping/logistic_classes", _ => Coded("logistic_classes", LogisticClasses)),
    ];

    private static ApiOperation Daily(string code, string path, Func<ApiCall, ApiAnswer> answer) => new(code, HttpMethod.Get, path, answer) { Limit = RateLimit.EachDay };

    private static ApiAnswer Coded(string name, IReadOnlyDictionary<string, string> items, bool hasDescription = true) => Wire.List(name, items.Select(item =>
    {
        JsonObject json = new() { ["code"] = item.Key, ["label"] = item.Value };
        if (hasDescription)
        {
            json["description"] = item.Value;
        }

        return (JsonNode?)json;
    }));

    private static ApiAnswer Fields(ApiCall call)
    {
        IReadOnlyList<string> entities = call.ListOf("entities", FieldEntities);
        return Wire.List("additional_fields", OfferFields.Select(field => ("OFFER", field)).Concat(OrderFields.Select(field => ("ORDER", field)))
            .Where(entry => entities.Count == 0 || entities.Contains(entry.Item1))
            .Select(entry => (JsonNode?)new JsonObject
            {
                ["code"] = entry.field.Code,
                ["entity"] = entry.Item1,
                ["label"] = entry.field.Label,
                ["description"] = null,
                ["type"] = entry.field.Type,
                ["required"] = false,
                ["editable"] = true,
                ["accepted_values"] = Wire.Texts(entry.field.Values),
                ["regex"] = null,
            }));
    }

    private static ApiAnswer Documents(ApiCall call)
    {
        IReadOnlyList<string> entities = call.ListOf("entities", DocumentEntities);
        return Wire.List("documents", DocumentTypes.Where(_ => entities.Count == 0 || entities.Contains("ORDER")).Select(type => (JsonNode?)new JsonObject
        {
            ["code"] = type.Key,
            ["label"] = type.Value,
            ["description"] = type.Value,
            ["entity"] = "ORDER",
            ["mime_types"] = Wire.Texts(["application/pdf"]),
        }));
    }

    private static ApiAnswer ReasonList() => ApiAnswer.Of(new JsonObject
    {
        ["reasons"] = Wire.Array(Reasons.Select(reason => new JsonObject
        {
            ["code"] = reason.Code,
            ["label"] = reason.Label,
            ["type"] = reason.Type,
            ["is_shop_right"] = reason.IsShops,
        })),
        ["total_count"] = Reasons.Count,
    });

    private ApiAnswer Types() => Wire.List("shipping_types", new[] { ("STD", "Standard", tenant.Options.DemandsTracking), ("LET", "Lettre", false) }
        .Select(type => (JsonNode?)new JsonObject
        {
            ["code"] = type.Item1,
            ["label"] = type.Item2,
            ["description"] = type.Item2,
            ["standard_code"] = "CU_ADD-STD",
            ["mandatory_tracking"] = type.Item3,
            ["delivery_by_operator"] = false,
            ["click_and_collect"] = false,
        }));

    private static ApiAnswer CarrierList(ApiCall call) => Wire.List("carriers", Carriers.Select(carrier => (JsonNode?)new JsonObject
    {
        ["code"] = carrier.Key,
        ["label"] = carrier.Value,
        ["standard_code"] = carrier.Key,
        ["tracking_url"] = TrackingAddress(call, carrier.Key, "{trackingId}"),
    }));

    /// <summary>Where a carrier shows a parcel; the simulator answers there.</summary>
    public static string TrackingAddress(ApiCall call, string carrier, string number) => $"{call.BaseAddress}/track/{carrier}?n={number}";
}
