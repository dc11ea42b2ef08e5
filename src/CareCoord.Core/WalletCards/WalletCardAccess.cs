using CareCoord.Access;

namespace CareCoord.WalletCards;

/// <summary>Who may have wallet cards made and ended: the patient, and a proxy who manages their legal documents.</summary>
public static class WalletCardAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("wallet-cards.read", Category.LegalDocuments);
    public static readonly AccessRule Make = AccessRule.ToWrite("wallet-card.made", Category.LegalDocuments, Hat.Patient, Hat.Caregiver);
    public static readonly AccessRule Revoke = AccessRule.ToWrite("wallet-card.revoked", Category.LegalDocuments, Hat.Patient, Hat.Caregiver);
}
