namespace CareCoord.Ops.Demo;

/// <summary>Given and family names of many origins, and what matters to people.</summary>
internal static class NameLists
{
    private static readonly string[] She =
    [
        "Abigail", "Adaeze", "Alice", "Amina", "Anita", "Barbara", "Camila", "Chiara", "Claire", "Dana", "Deborah", "Elena",
        "Esther", "Farah", "Fiona",
        "Gloria", "Guadalupe", "Hana", "Helen", "Imani", "Ingrid", "Isabel", "Jasmine", "Josephine", "Joyce", "Katarzyna", "Keiko",
        "Latoya", "Leila",
        "Lucia", "Mabel", "Maria", "Mei", "Miriam", "Nadia", "Naomi", "Olga", "Patricia", "Pilar", "Priya", "Renee", "Rina",
        "Sandra", "Shirin", "Sofia",
        "Susan", "Tamika", "Thandi", "Ursula", "Valerie", "Wanda", "Xiomara", "Yasmin", "Yolanda", "Zofia",
    ];

    private static readonly string[] He =
    [
        "Abdul", "Adam", "Ahmed", "Albert", "Andre", "Antonio", "Arjun", "Benjamin", "Bogdan", "Carl", "Carlos", "Charles", "Chen",
        "Daniel", "Dmitri",
        "Donald", "Edgar", "Eduardo", "Emeka", "Ernest", "Felix", "Francis", "Gustavo", "Hassan", "Henry", "Hiroshi", "Ibrahim",
        "Isaac", "Jamal", "James",
        "Jorge", "Joseph", "Karim", "Kenji", "Kofi", "Lamar", "Leonard", "Luis", "Malik", "Martin", "Mateo", "Minh", "Nathan",
        "Oscar", "Otis", "Pavel",
        "Quentin", "Ravi", "Raymond", "Sanjay", "Theodore", "Tyrone", "Vincent", "Wei", "Yusef",
    ];

    private static readonly string[] Family =
    [
        "Abbott", "Adeyemi", "Aguilar", "Ali", "Andersen", "Baker", "Banerjee", "Barnes", "Begaye", "Bennett", "Bianchi", "Bui",
        "Campbell", "Castillo",
        "Chavez", "Cho", "Choi", "Clark", "Cohen", "Coleman", "Cruz", "Da Silva", "Davis", "Diaz", "Diallo", "Dubois", "Edwards",
        "Espinoza", "Evans",
        "Farah", "Fernandez", "Fischer", "Flores", "Foster", "Garcia", "Gomez", "Grant", "Green", "Gupta", "Haddad", "Hansen",
        "Harris", "Hernandez",
        "Hoang", "Horvat", "Hughes", "Hussain", "Ito", "Ivanov", "Jackson", "James", "Jimenez", "Johnson", "Kaur", "Keller",
        "Khan", "Kim", "Kumar", "Larsen",
        "Lee", "Levy", "Lewis", "Liu", "Lopez", "Marino", "Martin", "Mbeki", "Medina", "Mehta", "Mitchell", "Morales", "Murphy",
        "Nakamura", "Nelson",
        "Nguyen", "Novotny", "Obi", "Olsen", "Osei", "Park", "Parker", "Perez", "Pham", "Ramos", "Reed", "Rivera", "Robinson",
        "Romero", "Rossi", "Ruiz",
        "Sato", "Schmidt", "Scott", "Silva", "Singh", "Stewart", "Suarez", "Tanaka", "Taylor", "Thompson", "Torres", "Turner",
        "Vargas", "Wagner", "Walker",
        "Wang", "Weber", "White", "Wilson", "Wright", "Yamada", "Yang", "Young", "Zhang", "Zielinski",
    ];

    private static readonly string[] Matters =
    [
        "Time with my grandchildren.", "Working in the garden.", "Playing cards on Friday nights.", "Cooking for the family.",
        "Long walks with the dog.",
        "Going to church on my own feet.", "Reading in the sun.", "Fixing old radios.", "Seeing the ocean once more.",
        "Dancing on Saturdays.",
        "Staying in my own home.", "Getting back to work.", "Sleeping through the night.", "Watching my team play.",
        "Painting at the window.",
        "Driving to see my sister.", "Singing in the choir.", "A trip to where I was born.", "Being there for my kids.",
        "Baking bread for the neighbors.",
    ];

    public static (string Given, string Family, string Pronouns) Pick(Random random)
    {
        var family = Family[random.Next(Family.Length)];
        return random.Next(2) == 0 ? (She[random.Next(She.Length)], family, "she") : (He[random.Next(He.Length)], family, "he");
    }

    public static string PickMatters(Random random) => Matters[random.Next(Matters.Length)];
}
