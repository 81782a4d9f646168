using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Placing;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Reads an address. The narrower limits of a distributor are checked before an order is sent to it.</summary>
internal static class AddressMembers
{
    private const int NameLength = 100;
    private const int StreetLines = 3;

    public static DeliveryAddress? Read(RequestMembers members)
    {
        string? name = members.Text("name", NameLength, isRequired: true);
        IReadOnlyList<string> street = members.Texts("street", NameLength, isRequired: true);
        string? postalCode = members.Text("postalCode", 12, isRequired: true);
        string? city = members.Text("city", 60, isRequired: true);
        string? country = Country(members);
        string? addition = members.Text("nameAddition", NameLength);
        string? contact = members.Text("contact", NameLength);
        string? mail = Mail(members);
        string? phone = members.Text("phone", 30);
        members.RefuseUnknown();
        if (street.Count > StreetLines)
        {
            members.Fault(new Issue(IssueCodes.StreetTooLong, "street", $"{street.Count}").With("limit", StreetLines));
        }

        return name is null || postalCode is null || city is null || country is null || street.Count == 0
            ? null
            : new DeliveryAddress
            {
                Name = name,
                NameAddition = addition,
                Contact = contact,
                Street = street,
                PostalCode = postalCode,
                City = city,
                CountryCode = country,
                Email = mail,
                Phone = phone,
            };
    }

    private static string? Country(RequestMembers members)
    {
        if (members.Text("country", 60, isRequired: true) is not { } text)
        {
            return null;
        }

        if (Countries.IsCode(text.ToUpperInvariant()))
        {
            return text.ToUpperInvariant();
        }

        members.Fault(new Issue(IssueCodes.CountryUnknown, "country", text));
        return null;
    }

    private static string? Mail(RequestMembers members)
    {
        string? mail = members.Text("mail", 254);
        int at = mail?.IndexOf('@', StringComparison.Ordinal) ?? 1;
        if (at < 1 || at == mail?.Length - 1 || mail?.Any(char.IsWhiteSpace) == true)
        {
            members.Fault(new Issue(IssueCodes.MailInvalid, "mail", mail));
        }

        return mail;
    }
}
