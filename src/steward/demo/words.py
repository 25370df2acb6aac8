"""The words that sample data is made of."""

from __future__ import annotations

from typing import Final

FIRST_NAMES: Final = tuple(
    """Ada Ahmed Alice Amélie Ana André Anna Aylin Ben Björn Carla Chloé Chen Clara Daniel Daria Diego Elif Emma Éric Eva Fatima
    Felix Finn Grace Hana Hugo Ida Ines Iris Ivan Jana Jan José Julia Kai Karim Kate Lara Lea Léon Leo Lina Luca Lukas Mara María
    Marco Mei Mia Mila Milan Nadia Nils Noah Nora Olga Omar Oscar Paul Petra Priya Rafael Renée Rosa Ruth Samir Sara Sofia Sören
    Tara Theo Tom Uma Vera Viktor Wei Yara Yusuf Zoë""".split()
)
LAST_NAMES: Final = tuple(
    """Adams Aydın Bauer Becker Bernard Berg Brown Castro Chen Costa
    Çelik Dubois Diaz Eriksson Evans Fischer Fontaine Garcia Girard
    Gómez Haddad Hansen Hughes Ivanov Jansen Jones Kaya Keller Khan Klein Kowalski Kumar Lambert Larsen Lee Lopez Marino Martin
    Mazur Meyer Moreau Müller Nguyen Nielsen Novák Okafor Oliveira Park Patel Peeters Pérez Petit Popescu Reyes Ricci Rossi Roux
    Russo Sánchez Santos Sato Schmidt Silva Singh Smith Søndergaard Suzuki Tanaka Thomas Torres Usman Vargas Vidal Wagner Walker
    Weber Wilson Wood Young Zhang Zimmermann""".split()
)
REGIONS: Final = ("North", "South", "West", "East", "Islands", "Overseas")
TOWNS: Final = (
    ("Lyon", "France"), ("Porto", "Portugal"), ("Ghent", "Belgium"), ("Kraków", "Poland"), ("Malmö", "Sweden"),
    ("Graz", "Austria"),
    ("Leeds", "United Kingdom"), ("Sevilla", "Spain"), ("Torino", "Italy"), ("Bremen", "Germany"), ("Nantes", "France"),
    ("Brno", "Czechia"), ("Cork", "Ireland"), ("Utrecht", "Netherlands"), ("Bergen", "Norway"), ("Tampere", "Finland"),
    ("Aarhus", "Denmark"), ("Basel", "Switzerland"), ("Split", "Croatia"), ("Tartu", "Estonia"), ("Patras", "Greece"),
    ("Cluj", "Romania"), ("Varna", "Bulgaria"), ("Lille", "France"),
)  # fmt: skip
BUILDINGS: Final = ("Main building", "Annex", "Warehouse")
STATES: Final = ("In use", "In stock", "In repair", "Reserved", "Retired")
MAKERS: Final = ("Altair Systems", "Borealis", "Corvex", "Dynalux", "Everline", "Fjordtech")
MODELS: Final = ("Compact", "Desk", "Edge", "Flex", "Mobile", "Slim", "Tower", "Ultra")
SERIES: Final = ("200", "300", "400 G2", "500", "700 G3", "900")
COMPUTER_TYPES: Final = ("Laptop", "Desktop", "Workstation", "Server")
MONITOR_TYPES: Final = ("LCD 22", "LCD 24", "LCD 27")
NETWORKS: Final = ("Office", "Guests", "Production")
SYSTEMS: Final = ("Windows 10 Pro", "Windows 11 Pro", "Debian GNU/Linux 12", "Ubuntu 24.04 LTS", "macOS 14")
PRODUCTS: Final = tuple(
    """Archiver Backup Browser Calculator Calendar Chat Compiler Converter Database Dictionary Editor Firewall Gallery Indexer
    Launcher
    Mailer Mapper Messenger Meter Monitor Notes Organizer Paint Planner Player Presenter Reader Recorder Scanner Scheduler Sheets
    Terminal Translator Viewer Writer""".split()
)
EDITIONS: Final = ("Standard", "Professional")
SUPPLIERS: Final = ("Alpha Office Supplies", "Brightline Hardware", "Cobalt Services", "Delta Leasing", "Élan Télécom")
CONTRACT_TYPES: Final = ("Maintenance", "Lease", "Support")
TEAMS: Final = ("First line", "Second line", "Network", "Workplace", "Applications")
DEPARTMENTS: Final = ("Accounting", "Sales", "Production", "Research", "Human resources", "Legal")
CATEGORIES: Final = {
    "Hardware": ("Computer", "Monitor", "Printer", "Telephone"),
    "Software": ("Installation", "Licence", "Failure"),
    "Network": ("Wireless", "Remote access", "Cabling"),
    "Account": ("Password", "Access rights", "Arrival and departure"),
}
SUBJECTS: Final = (
    "screen stays black", "battery does not charge", "keyboard types wrong letters", "printer jams on every page",
    "cannot log in", "password has expired", "mailbox is full", "no access to the shared folder", "wireless drops in meetings",
    "remote access refuses the connection", "application closes by itself", "new colleague needs an account",
    "licence is about to expire", "telephone has no dial tone", "docking station is not recognised", "computer is very slow",
    "update failed", "file was deleted by mistake", "noise from the fan", "projector in the café does not start",
)  # fmt: skip
SENTENCES: Final = (
    "It began this morning.", "It happens several times a day.", "A restart did not help.",
    "Others on the same floor have it too.",
    "I need it for a meeting tomorrow.", "Since the last update nothing works any more.", "The light on the front blinks orange.",
    "There is a message, but it disappears too fast.", "My neighbour's works fine.", "Please call before you come.",
    "It worked until yesterday evening.", "I have tried another cable.", "The room is next to the cafeteria.",
    "It is not urgent, but annoying.", "The whole team waits for it.", "Voilà, c'est déjà arrivé la semaine dernière.",
)  # fmt: skip
ANSWERS: Final = (
    "Could you send a picture of the message?", "We are on it.", "Spare part ordered.", "Please try again now.",
    "I will come by in the afternoon.", "Handed over to the second line.",
    "The supplier has been told.", "Works for me again, thanks!",
)  # fmt: skip
TASKS: Final = (
    "Checked the cabling",
    "Replaced the part",
    "Reinstalled the driver",
    "Called the user",
    "Restored from backup",
)
SOLUTIONS: Final = (
    "Part replaced.",
    "Password reset.",
    "Update installed again.",
    "Access granted.",
    "Cable was loose.",
)
