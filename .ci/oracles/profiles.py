"""Made-up profiles of mentors and entrepreneurs in Spanish and English, 20 to 60 words each. Nobody is meant.

`profiles("es", 300, seed)` gives the same texts everywhere: chance is SplitMix64, no library's.
"""

MASK = (1 << 64) - 1


class Dice:
    def __init__(self, seed):
        self.state = seed & MASK

    def below(self, n):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & MASK
        return ((z ^ z >> 31) >> 32) * n >> 32

    def one(self, items):
        return items[self.below(len(items))]

    def some(self, items, n):
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(n, len(left)))]


# What people of a sector talk about.
SECTORS = {
    "es": {
        "agro": ("agroindustria", "café de especialidad|cacao fino de aroma|riego por goteo|huertas familiares|cosecha y poscosecha|cooperativas campesinas|bioinsumos|miel y apicultura|quesos artesanales|sensores para cultivos|frutas deshidratadas|compra directa a productores|ganadería regenerativa|certificación orgánica|invernaderos"),
        "salud": ("salud", "telemedicina rural|clínicas de barrio|salud mental de adolescentes|dispositivos médicos|historias clínicas electrónicas|cuidado de personas mayores|diagnóstico temprano|nutrición infantil|farmacias comunitarias|rehabilitación en casa|enfermería domiciliaria|ensayos clínicos|donación de sangre|seguros médicos"),
        "edu": ("educación", "cursos cortos con empleo al final|tutorías en línea|robótica escolar|formación docente|lectura en primaria|becas universitarias|plataformas de aprendizaje|educación bilingüe|aulas rurales|evaluación de estudiantes|bibliotecas comunitarias|matemáticas con juegos|orientación vocacional"),
        "energia": ("energía limpia", "paneles solares|microrredes aisladas|energía por suscripción|biogás de residuos|eficiencia energética|baterías de segunda vida|turbinas pequeñas|movilidad eléctrica|estufas mejoradas|bonos de carbono|medidores inteligentes|hidrógeno verde"),
        "turismo": ("turismo", "rutas de avistamiento de aves|hostales familiares|turismo comunitario|visitas guiadas por vecinos|cicloturismo de montaña|reservas en línea|gastronomía local|ecoturismo en el páramo|agencias pequeñas|museos vivos|buceo responsable|ferias y festivales"),
        "fintech": ("finanzas digitales", "billeteras móviles|crédito para tenderos|remesas internacionales|pagos con código QR|seguros por uso|ahorro en grupo|contabilidad por mensaje de voz|factoraje de facturas|prevención de fraude|microcréditos|banca abierta|educación financiera|criptoactivos"),
        "circular": ("economía circular", "reciclaje de plásticos|compostaje urbano|residuos textiles|envases retornables|reparación de electrodomésticos|trazabilidad de materiales|recicladores de oficio|ladrillos de escombros|aceite usado|papel y cartón|logística inversa|huella hídrica"),
        "moda": ("moda", "tejidos en telar|alpaca y lana|diseño de autor|calzado de cuero|bordado a mano|ropa de segunda mano|tintes naturales|joyería en plata|tallaje inclusivo|talleres de costura|pasarelas locales|patronaje digital"),
        "logistica": ("logística", "última milla en bicicleta|bodegas compartidas|cadena de frío|rutas de reparto|inventarios en tiempo real|comercio transfronterizo|flotas de camiones|aduanas|puertos secos|empaques livianos|entregas nocturnas|mercados mayoristas"),
        "software": ("software", "aplicaciones móviles|inteligencia artificial aplicada|facturación electrónica|datos abiertos|ciberseguridad para pymes|automatización de procesos|mapas colaborativos|chat de atención al cliente|software libre|internet de las cosas|videojuegos|computación en la nube|firma digital"),
        "agua": ("agua y saneamiento", "filtros de cerámica|captación de lluvia|acueductos veredales|plantas de tratamiento|baños secos|análisis de calidad|riberas y humedales|tarifas justas|fugas en tuberías|desalinización"),
        "vivienda": ("vivienda", "construcción en bahareque|vivienda social|mejoramiento de barrios|arquitectura bioclimática|madera laminada|autoconstrucción asistida|arriendo solidario|catastro|prefabricados|diseño participativo"),
        "cultura": ("industrias creativas", "música independiente|cine documental|artesanía en barro|editoriales pequeñas|teatro de calle|ilustración infantil|podcasts|derechos de autor|galerías itinerantes|danza|fotografía|festivales de barrio"),
        "alimentos": ("alimentos", "panadería de masa madre|comida sin gluten|snacks de quinua|cervecería artesanal|cocinas ocultas|salsas picantes|proteína vegetal|conservas|helados de fruta|etiquetado nutricional|cadena de restaurantes|fermentados"),
    },
    "en": {
        "agro": ("agribusiness", "speciality coffee|fine cocoa|drip irrigation|family vegetable plots|post-harvest handling|farmer cooperatives|biological inputs|honey and beekeeping|artisan cheese|crop sensors|dried fruit|buying directly from growers|regenerative grazing|organic certification|greenhouses"),
        "salud": ("health", "rural telemedicine|neighbourhood clinics|teenage mental health|medical devices|electronic patient records|care for older people|early diagnosis|child nutrition|community pharmacies|rehabilitation at home|district nursing|clinical trials|blood donation|medical insurance"),
        "edu": ("education", "short courses that end in a job|online tutoring|school robotics|teacher training|early reading|university scholarships|learning platforms|bilingual schooling|rural classrooms|student assessment|community libraries|maths through games|career guidance"),
        "energia": ("clean energy", "solar panels|isolated microgrids|energy by subscription|biogas from waste|energy efficiency|second-life batteries|small turbines|electric mobility|improved cookstoves|carbon credits|smart meters|green hydrogen"),
        "turismo": ("tourism", "birdwatching trails|family hostels|community tourism|walks guided by neighbours|mountain cycling|online bookings|local gastronomy|ecotourism on the moors|small agencies|living museums|responsible diving|fairs and festivals"),
        "fintech": ("digital finance", "mobile wallets|credit for shopkeepers|international remittances|QR code payments|pay-per-use insurance|group savings|bookkeeping by voice message|invoice factoring|fraud prevention|microloans|open banking|financial literacy|crypto assets"),
        "circular": ("the circular economy", "plastics recycling|urban composting|textile waste|returnable packaging|appliance repair|material traceability|waste pickers|bricks from rubble|used cooking oil|paper and cardboard|reverse logistics|water footprint"),
        "moda": ("fashion", "handloom weaving|alpaca and wool|independent design|leather footwear|hand embroidery|second-hand clothing|natural dyes|silver jewellery|inclusive sizing|sewing workshops|local runways|digital pattern making"),
        "logistica": ("logistics", "last-mile delivery by bicycle|shared warehouses|cold chain|delivery routes|real-time inventory|cross-border trade|truck fleets|customs clearance|dry ports|lightweight packaging|night deliveries|wholesale markets"),
        "software": ("software", "mobile apps|applied artificial intelligence|electronic invoicing|open data|cybersecurity for small firms|process automation|collaborative maps|customer support chat|open source|internet of things|video games|cloud computing|digital signatures"),
        "agua": ("water and sanitation", "ceramic filters|rainwater harvesting|village waterworks|treatment plants|dry toilets|quality testing|wetlands and rivers|fair tariffs|pipe leaks|desalination"),
        "vivienda": ("housing", "earth construction|social housing|slum upgrading|bioclimatic architecture|laminated timber|assisted self-build|solidarity rental|land registry|prefabricated parts|participatory design"),
        "cultura": ("the creative industries", "independent music|documentary film|clay crafts|small publishers|street theatre|children's illustration|podcasts|copyright|travelling galleries|dance|photography|neighbourhood festivals"),
        "alimentos": ("food", "sourdough baking|gluten-free meals|quinoa snacks|craft brewing|dark kitchens|hot sauces|plant protein|preserves|fruit ice cream|nutrition labels|restaurant chains|fermented drinks"),
    },
}

# What people know or want to learn.
SKILLS = {
    "es": {
        "ventas": "cerrar ventas con empresas|prospección de clientes|equipos comerciales|ventas consultivas|embudos de venta|negociar con grandes superficies",
        "finanzas": "flujo de caja|modelos financieros|costos y presupuestos|punto de equilibrio|tesorería|informes para la junta",
        "marketing": "marketing digital|publicidad en redes sociales|posicionamiento en buscadores|campañas de correo|contenidos en video|comunidades de usuarios",
        "precios": "fijar precios|margen por producto|suscripciones y paquetes|descuentos sin perder dinero|economía unitaria",
        "export": "exportar a Europa|registros sanitarios|tratados de libre comercio|agentes en destino|fletes marítimos|ferias internacionales",
        "capital": "rondas semilla|capital de riesgo|inversionistas ángeles|valoración de empresas|deuda de impacto|preparar la sala de datos|presentaciones ante fondos",
        "producto": "descubrimiento de producto|entrevistas con usuarios|prototipos rápidos|hoja de ruta|experiencia de usuario|métricas de retención",
        "legal": "contratos con proveedores|pacto de socios|propiedad intelectual|protección de datos personales|formas jurídicas|licencias",
        "operaciones": "control de calidad|procesos repetibles|cadena de suministro|planta piloto|producción esbelta|compras",
        "talento": "contratar a la primera persona|cultura de equipo|remuneración y acciones|liderazgo|delegar sin soltar|resolver conflictos entre socios",
        "datos": "analítica de datos|tableros de control|aprendizaje automático|encuestas|bases de datos|experimentos",
        "impacto": "medir el impacto|teoría del cambio|indicadores sociales|informes de sostenibilidad|inclusión de mujeres",
        "marca": "identidad de marca|narrativa|empaque|relaciones con la prensa|reputación",
        "alianzas": "alianzas con alcaldías|compras públicas|convenios con universidades|franquicias|redes de distribuidores",
    },
    "en": {
        "ventas": "closing sales with companies|prospecting customers|sales teams|consultative selling|sales funnels|negotiating with supermarkets",
        "finanzas": "cash flow|financial models|costs and budgets|breakeven analysis|treasury|board reporting",
        "marketing": "digital marketing|social media advertising|search engine ranking|email campaigns|video content|user communities",
        "precios": "setting prices|margin per product|subscriptions and bundles|discounting without losing money|unit economics",
        "export": "exporting to Europe|sanitary registration|free trade agreements|agents abroad|ocean freight|international trade fairs",
        "capital": "seed rounds|venture capital|angel investors|company valuation|impact debt|preparing a data room|pitching to funds",
        "producto": "product discovery|user interviews|rapid prototyping|roadmaps|user experience|retention metrics",
        "legal": "supplier contracts|shareholder agreements|intellectual property|data protection|legal forms|licensing",
        "operaciones": "quality control|repeatable processes|supply chain|pilot plants|lean manufacturing|purchasing",
        "talento": "hiring the first employee|team culture|pay and equity|leadership|delegating well|conflict between founders",
        "datos": "data analytics|dashboards|machine learning|surveys|databases|experiments",
        "impacto": "measuring impact|theory of change|social indicators|sustainability reports|women's inclusion",
        "marca": "brand identity|storytelling|packaging|press relations|reputation",
        "alianzas": "partnerships with city halls|public procurement|agreements with universities|franchising|distributor networks",
    },
}

PLACES = "Bogotá|Medellín|Cali|Lima|Arequipa|Cusco|Quito|Guayaquil|Cuenca|La Paz|Cochabamba|Santiago|Valparaíso|Córdoba|Rosario|Montevideo|Asunción|Ciudad de México|Oaxaca|Mérida|Guadalajara|Puebla|San José|Managua|Madrid|Sevilla|Bilbao|Toronto|Halifax|Leeds|Bristol|Glasgow|Dublin|Austin|Denver|Nairobi|Accra|Manila|Pune".split("|")

HOUSES = "Cámara del Valle|Universidad del Páramo|Banco Cordillera|Fundación Semillas|Consultora Horizonte|Red Mentora|Andes Ventures|Harbour Capital|Northfield College|Cooperativa La Unión|Estudio Nogal|Laboratorio Abierto|Fondo Andino|Trade Office North|Fundación Manos|Bridge Works|Casa Trueque|Marea Lab".split("|")

TRADES = {
    "es": "ingeniera industrial|contadora pública|agrónomo|diseñadora gráfica|abogada mercantil|médico general|economista|programadora|periodista|arquitecto|bióloga|administrador de empresas|psicóloga social|chef|maestra rural|química farmacéutica|sociólogo|técnica en electricidad".split("|"),
    "en": "industrial engineer|chartered accountant|agronomist|graphic designer|commercial lawyer|general practitioner|economist|programmer|journalist|architect|biologist|business graduate|social psychologist|chef|primary school teacher|pharmaceutical chemist|sociologist|electrician".split("|"),
}

GOALS = {
    "es": "conseguir mis primeros cien clientes|abrir una segunda ciudad|llegar al punto de equilibrio este año|levantar una ronda semilla|formar un equipo estable|exportar por primera vez|ordenar las cuentas|validar el precio antes de crecer|vender a entidades públicas|lanzar la segunda versión|dejar de depender de un solo cliente|contar mejor lo que hacemos|encontrar una cofundadora técnica|profesionalizar la producción|medir lo que cambia en las familias".split("|"),
    "en": "win my first hundred customers|open in a second city|break even this year|raise a seed round|build a stable team|export for the first time|put the accounts in order|test the price before growing|sell to public bodies|launch the second version|stop depending on a single client|tell our story better|find a technical cofounder|make production professional|measure what changes for families".split("|"),
}

ASIDES = {
    "es": "Prefiero reuniones cortas y tareas claras.|Me gusta escuchar antes de opinar.|Hablo portugués y algo de quechua.|Doy clases los sábados.|Corro maratones y toco el cuatro.|Fracasé dos veces y aprendí de ambas.|Trabajo mejor por la mañana.|Soy madre de gemelas.|Colecciono mapas antiguos.|Llevo grupos de lectura.|También soy jurado de concursos.|Viajo mucho entre marzo y junio.|Creo en los números sencillos.|Canto en un coro.".split("|"),
    "en": "I prefer short meetings and clear homework.|I listen before I give advice.|I speak Portuguese and a little Welsh.|I teach on Saturdays.|I run marathons and play the fiddle.|I failed twice and learnt from both.|Mornings suit me best.|I am a mother of twins.|I collect old maps.|I lead reading groups.|I also judge competitions.|I travel a lot between March and June.|I believe in simple numbers.|I sing in a choir.".split("|"),
}

FORMS = {
    "es": {
        "mentor": [
            "Soy {trade} con {years} años en {sector}, sobre todo en {topic} y {topic2}.",
            "Durante {years} años dirigí proyectos de {topic} en {house}, desde {place}.",
            "{Trade} de {place}; fundé y vendí una empresa de {topic}.",
            "Acompaño a emprendedores de {sector} que trabajan con {topic} o {topic2}.",
        ],
        "founder": [
            "Fundé en {place} una empresa de {sector} dedicada a {topic}.",
            "Somos un equipo de {place} que ofrece {topic} y quiere sumar {topic2}.",
            "{Trade} de formación, empecé hace {years} años un negocio de {topic}.",
            "Nuestro proyecto une {topic} con {topic2} para familias de {place}.",
        ],
        "offer": ["Puedo ayudar con {skill}, {skill2} y {skill3}.", "Mi fuerte es {skill}; también {skill2}.", "Enseño {skill} y {skill2} con casos reales.", "Pregúntenme por {skill} o por {skill2}."],
        "want": ["Busco mentoría en {skill} y {skill2}.", "Necesito aprender de {skill}, {skill2} y {skill3}.", "Me falta experiencia en {skill} y quiero {goal}.", "Quiero {goal} y me cuesta {skill}."],
        "more": ["Antes trabajé en {house} con {topic3}.", "Mi meta es {goal}.", "He visto de cerca {topic3} en {place2}.", "Colaboro con {house}.", "Nos interesa {topic3}."],
    },
    "en": {
        "mentor": [
            "I am a {trade} with {years} years in {sector}, mostly {topic} and {topic2}.",
            "For {years} years I led {topic} projects at {house}, from {place}.",
            "{Trade} from {place}; I founded and sold a company for {topic}.",
            "I work with founders in {sector} who deal with {topic} or {topic2}.",
        ],
        "founder": [
            "I started a {sector} company in {place} that is all about {topic}.",
            "We are a team from {place} offering {topic} and would like to add {topic2}.",
            "A {trade} by training, I began a business in {topic} {years} years ago.",
            "Our project brings together {topic} and {topic2} for families in {place}.",
        ],
        "offer": ["I can help with {skill}, {skill2} and {skill3}.", "My strength is {skill}; also {skill2}.", "I teach {skill} and {skill2} from real cases.", "Ask me about {skill} or {skill2}."],
        "want": ["I am looking for mentoring in {skill} and {skill2}.", "I need to learn about {skill}, {skill2} and {skill3}.", "I lack experience in {skill} and want to {goal}.", "I want to {goal} and struggle with {skill}."],
        "more": ["Before that I worked at {house} with {topic3}.", "My goal is to {goal}.", "I have seen {topic3} up close in {place2}.", "I collaborate with {house}.", "We care about {topic3}."],
    },
}


def profile(language, dice, role):
    sectors = SECTORS[language]
    own = dice.one(sorted(sectors))
    name, topics = sectors[own]
    topics = dice.some(topics.split("|"), 3)
    if dice.below(3) == 0:  # a third have a foot in another sector
        topics[2] = dice.one(sectors[dice.one(sorted(sectors))][1].split("|"))
    fields = dice.some(sorted(SKILLS[language]), 2)
    first, second = (SKILLS[language][field].split("|") for field in fields)
    skills = dice.some(first, 2) + dice.some(second, 1)
    trade = dice.one(TRADES[language])
    words = {
        "sector": name, "topic": topics[0], "topic2": topics[1], "topic3": topics[2],
        "skill": skills[0], "skill2": skills[2], "skill3": skills[1],
        "trade": trade, "Trade": trade[0].upper() + trade[1:], "years": str(3 + dice.below(25)),
        "place": dice.one(PLACES), "place2": dice.one(PLACES), "house": dice.one(HOUSES), "goal": dice.one(GOALS[language]),
    }
    forms = FORMS[language]
    parts = [dice.one(forms[role]), dice.one(forms["offer" if role == "mentor" else "want"])]
    parts += dice.some(forms["more"], 1 + dice.below(2))
    if dice.below(2):
        parts.append(dice.one(ASIDES[language]))
    text = " ".join(parts).format(**words)
    while not 20 <= len(text.split()):
        text += " " + dice.one(ASIDES[language])
    return text


def profiles(language, count, seed):
    dice = Dice(seed * 2 + (language == "en"))
    made = []
    while len(made) < count:
        text = profile(language, dice, "mentor" if len(made) % 2 else "founder")
        if text not in made and len(text.split()) <= 60:
            made.append(text)
    return made


if __name__ == "__main__":
    for language in ("es", "en"):
        for text in profiles(language, 3, 1):
            print(language, len(text.split()), text)
