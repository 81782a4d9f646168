namespace Pipeline.Simulators.Intcomex.Products;

/// <summary>The products that are there without a generator.</summary>
internal static class SampleProducts
{
    public static readonly IReadOnlyList<string> Brands = ["Zentaro", "Kvaldis", "Orvane", "Quxnet", "Lumora"];

    public static readonly IReadOnlyList<string> Locations = ["xzzq1", "xzzq2"];

    private static readonly IReadOnlyList<(string, string)> Notebooks = [("cpt", "Computadoras"), ("cpt.notebook", "Portátiles")];
    private static readonly IReadOnlyList<(string, string)> Docks = [("cac", "Accesorios"), ("cac.dock", "Estaciones de acoplamiento")];
    private static readonly IReadOnlyList<(string, string)> Drives = [("sto", "Almacenamiento"), ("sto.ssd", "Unidades SSD")];
    private static readonly IReadOnlyList<(string, string)> Software = [("sfw", "Software"), ("sfw.business", "Aplicaciones de negocio")];
    private static readonly IReadOnlyList<(string, string)> Network = [("net", "Redes"), ("net.switch", "Conmutadores")];
    private static readonly IReadOnlyList<(string, string)> Books = [("oth", "Otros"), ("oth.books", "Libros")];

    public static readonly IReadOnlyList<IReadOnlyList<(string, string)>> Categories = [Notebooks, Docks, Drives, Network];

    // The first seven are in Ingram Micro's sample price file too: three dearer there, three cheaper there, one without a price there.
    public static readonly IReadOnlyList<IwsProduct> All =
    [
        new()
        {
            Sku = "NB101ZTR01", Mpn = "ZTB14-8512FR", Brand = "Zentaro", Category = Notebooks, Upc = "2007100230014",
            Description = "Zentaro Book 14 - Portátil - 14\" - 16 GB RAM - 512 GB SSD", English = "Zentaro Book 14 - Notebook - 14\" - 16 GB RAM - 512 GB SSD",
            ProductLine = "Zentaro Book", Model = "Book 14", IsNew = true, UnitPrice = 574.5m, Stock = 35, Locations = Locations, Weight = 3.1m,
            Images = [("https://images.example.invalid/assets/ztb14-lado.jpg", false), ("https://images.example.invalid/assets/ztb14%20frente.jpg", true)],
            Specifications = [("Pantalla / Tamaño", "14 pulgadas"), ("Memoria RAM / Capacidad", "16 GB"), ("Disco duro / Tipo", "SSD")],
        },
        new()
        {
            Sku = "DK202ZTR05", Mpn = "ZTD-C11", Brand = "Zentaro", Category = Docks, Upc = "2007100487012",
            Description = "Zentaro Dock USB-C - 11 en 1", English = "Zentaro Dock USB-C - 11 in 1",
            UnitPrice = 123.75m, Stock = 40, Locations = Locations, Weight = 0.9m,
            Images = [("https://images.example.invalid/assets/ztd-c11.png", false)],
            Specifications = [("Puertos / USB-C", "3")],
        },
        new()
        {
            Sku = "SD303KVS02", Mpn = "KVS-1T-BK", Brand = "Kvaldis", Category = Drives, Upc = "2007100552017",
            Description = "Kvaldis - SSD portátil - 1 TB - USB 3.2 - Negro", English = "Kvaldis - Portable SSD - 1 TB - USB 3.2 - Black",
            UnitPrice = 66.9417m, OriginalPrice = 72m, Stock = 60, ShownAtMost = 20, Weight = 0.2m,
            Images = [("https://images.example.invalid/assets/kvs-1t.jpg", true)],
            Specifications = [("Almacenamiento / Capacidad", "1 TB")],
        },
        new()
        {
            Sku = "BK404EDL09", Mpn = "EDL-GR3", Brand = "Edilune", Category = Books, Upc = "2007100610014",
            Description = "Edilune - Guía de redes - 3a edición", English = "Edilune - Network guide - 3rd edition",
            UnitPrice = 12.4m, Stock = 90,
        },
        new()
        {
            Sku = "SF505ORV01", Mpn = "ORV-AV1-ESD", Brand = "Orvane", Category = Software,
            Description = "Orvane Suite antivirus - Suscripción 1 año - 1 usuario - ESD", English = "Orvane antivirus suite - Subscription 1 year - 1 user - ESD",
            Type = IwsProduct.Downloadable, ProductLine = "Orvane Suite", UnitPrice = 20.25m,
        },
        new()
        {
            Sku = "CB606KVS07", Mpn = "KVC-HD2", Brand = "Kvaldis", Category = Docks, Upc = "200710071004",
            Description = "Kvaldis - Cable HDMI 2.1 - 2 m", English = "Kvaldis - HDMI 2.1 cable - 2 m", UnitPrice = 4.2m, Stock = 250, Weight = 0.3m,
        },
        new()
        {
            Sku = "AD707KVS03", Mpn = "KVA-65", Brand = "Kvaldis", Category = Docks,
            Description = "Kvaldis - Cargador USB-C - 65 W", English = "Kvaldis - USB-C charger - 65 W", UnitPrice = 24.9m, Stock = 1, Weight = 0.5m,
            Images = [("https://images.example.invalid/assets/kva-65.jpg", true)],
        },
        new()
        {
            Sku = "NW808QUX05", Mpn = "QX-SW8G", Brand = "Quxnet", Category = Network,
            Description = "Quxnet SW8G - Conmutador - 8 puertos Gigabit", English = "Quxnet SW8G - Switch - 8 ports Gigabit",
            Model = "SW8G", UnitPrice = 23.9417m, OriginalPrice = 27.5m, Stock = 18, Weight = 1.4m, MaximumQuantity = 10,
        },
        new()
        {
            Sku = "AC909LUM02", Mpn = "LM-M20W", Brand = "Lumora", Category = Docks, Upc = "0700000000025",
            Description = "Lumora M20W - Ratón inalámbrico - Gris", English = "Lumora M20W - Wireless mouse - Grey",
            ProductLine = "M Series", Model = "M20W", UnitPrice = 11.75m, Stock = 147, Locations = Locations, Weight = 0.2m,
            Images = [("https://images.example.invalid/assets/m20w.png", false)],
            Specifications = [("General / Conectividad", "Inalámbrica")],
        },
        new()
        {
            Sku = "LC110ORV04", Mpn = "ORV-SRV-5U", Brand = "Orvane", Category = Software,
            Description = "Orvane Server - Licencia - 5 usuarios", English = "Orvane Server - License - 5 users",
            Type = "License", UnitPrice = 310m, Stock = 25,
        },
        new()
        {
            Sku = "WR211ZTR06", Mpn = "ZTB-W3Y", Brand = "Zentaro", Category = Notebooks,
            Description = "Zentaro - Extensión de garantía - 3 años", English = "Zentaro - Extended warranty - 3 years",
            Type = "Warranty", UnitPrice = 89m, Stock = 500,
        },
        new()
        {
            Sku = "KT312LUM08", Mpn = "LM-KIT1", Brand = "Lumora", Category = Docks,
            Description = "Lumora - Kit ratón y cable", English = "Lumora - Mouse and cable kit",
            UnitPrice = 15.5m, Stock = 12, Weight = 0.6m, Components = ["AC909LUM02", "CB606KVS07"],
        },
        new()
        {
            Sku = "XX111ZZZ11", Mpn = "ZZ-1", Brand = "Zentaro", Category = Notebooks, Description = "Zentaro - No autorizado", English = "Zentaro - Not authorised",
            UnitPrice = 99m, Stock = 10, IsAuthorised = false,
        },
        new()
        {
            Sku = "XX222ZZZ22", Mpn = "ZZ-2", Brand = "Zentaro", Category = Notebooks, Description = "Zentaro - Descontinuado", English = "Zentaro - Discontinued",
            UnitPrice = 99m, Stock = 10, IsActive = false,
        },
    ];
}
