using System.Text.RegularExpressions;
using Efficiency.Intake.Domain;
using Efficiency.ServiceDefaults;

namespace Efficiency.Intake.Features;

/// <summary>Name and numbers of a citizen as the caller may see them: in the clear or masked, null where not given.</summary>
internal sealed record CitizenView(string? Name, string? Phone, string? IdentityNumber);

/// <summary>Between plain text at the edge and ciphertext inside.</summary>
internal static partial class Citizens
{
    public static Person Seal(
        this PersonalData data, PersonKey key, Guid personId, string? name, string? phone, string? identityNumber) => new()
        {
            PersonId = personId,
            SealedName = key.SealOptional(name)?.Text,
            SealedPhone = key.SealOptional(phone)?.Text,
            PhoneHash = phone is null ? null : data.Hash(phone),
            SealedIdentityNumber = key.SealOptional(identityNumber)?.Text,
            IdentityHash = identityNumber is null ? null : data.Hash(identityNumber),
        };

    /// <param name="key">Null: the person is erased, nothing can be shown.</param>
    public static CitizenView Show(this Person person, PersonKey? key, bool clear)
    {
        var name = key.Open(person.SealedName);
        var phone = key.Open(person.SealedPhone);
        var identity = key.Open(person.SealedIdentityNumber);
        return clear
            ? new CitizenView(name, phone, identity)
            : new CitizenView(Mask.Name(name), Mask.Phone(phone), Mask.Identity(identity));
    }

    public static string? Open(this PersonKey? key, string? text) =>
        key is null || text is null ? null : key.Unseal(new Sealed(text));

    /// <summary>A phone number or null; anything else is an input error.</summary>
    public static string? Phone(this Check check, string? value, string field)
    {
        var phone = check.OptionalText(value, field, 32);
        if (phone is not null && !Dialled().IsMatch(phone))
        {
            check.Add(Refusals.PhoneInvalid with { Field = field });
        }
        return phone;
    }

    // Extensions and area codes in brackets included; at least seven digits, as a city's own numbers have.
    [GeneratedRegex(@"^\+?(?:[ ()\-]*\d){7,20}[ )]*$", RegexOptions.None, 1000)]
    private static partial Regex Dialled();
}
