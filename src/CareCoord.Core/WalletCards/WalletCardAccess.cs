using CareCoord.Access;

namespace CareCoord.WalletCards;

/// <summary>Who may have wallet cards made and ended: the patient, and a proxy who manages their legal documents.</summary>
public static class WalletCardAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("wallet-cards.read", "looked at the wallet cards", Category.LegalDocuments);
    public static readonly AccessRule Make = AccessRule.ToWrite(
        "wallet-card.made",
        "made a wallet card",
        Category.LegalDocuments,
        Hat.Patient,
        Hat.Caregiver
    );
    public static readonly AccessRule Revoke = AccessRule.ToWrite(
        "wallet-card.revoked",
        "ended a wallet card",
        Category.LegalDocuments,
        Hat.Patient,
        Hat.Caregiver
    );
    public static readonly AuditedAction Open = new("wallet-card.opened", "opened the wallet card with its PIN") { Reads = Reading.Page };
    public static readonly AuditedAction ReadPage = new("wallet-card.page-read", "looked at a page of a legal document by the wallet card")
    {
        Reads = Reading.Page,
    };
    public static readonly AuditedAction PinRefused = new("wallet-card.pin-refused", "entered a wrong PIN at the wallet card");
}
