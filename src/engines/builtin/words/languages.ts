/**
 * Words of other languages for subjects that the engine can draw, with the English words of the vocabularies. They are in lower
 * case and without accents, like the tokens of `tokensOf`. Plurals in -s need no entry.
 */
interface Language {
  /** Function words, which identify the language. None of them is an English word. */
  readonly marks: ReadonlySet<string>;
  readonly words: ReadonlyMap<string, string>;
  /** Words with another meaning in English. They count only beside a function word of the language. */
  readonly alsoEnglish: ReadonlyMap<string, string>;
}

const german: Language = {
  marks: set(
    `der das dem des ein eine einen einem einer eines und mit auf vor hinter unter neben bei im ist sind aus fur von zum zur uber kein keine ohne`,
  ),
  words: map(
    `ringe=ring halskette=necklace halsketten=necklace kette=necklace ketten=necklace anhanger=pendant ohrring=earring
     ohrringe=earring schmuck=jewelry uhr=watch uhren=watch armbanduhr=watch brille=glasses brillen=glasses sonnenbrille=sunglasses
     schuh=shoe schuhe=shoe turnschuh=sneaker turnschuhe=sneaker stiefel=boot tasche=bag taschen=bag handtasche=handbag
     handtaschen=handbag rucksack=backpack koffer=suitcase parfum=perfume parfume=perfume duft=perfume lippenstift=lipstick
     lippenstifte=lipstick tiegel=jar marmelade=jam honig=honey flasche=bottle flaschen=bottle wein=wine bier=beer ol=oil
     saft=juice getrank=drink dosen=can getrankedose=can kerze=candle kerzen=candle tasse=cup tassen=cup becher=cup kaffee=coffee
     kopfhorer=headphone telefon=phone handy=phone lampe=lamp lampen=lamp stuhl=chair stuhle=chair sessel=armchair
     buch=book bucher=book vasen=vase zimmerpflanze=houseplant kaktus=cactus kleid=dress kleider=dress hemd=shirt hemden=shirt pullover=pullover jacke=jacket schachtel=box schachteln=box paket=parcel pakete=parcel
     geschenk=gift frau=woman mann=man madchen=girl junge=boy strand=beach meer=sea palme=palm wuste=desert berg=mountain
     berge=mountain schnee=snow stadt=city strasse=street nacht=night holz=wooden holztisch=table tisch=table kuche=kitchen
     marmor=marble beton=concrete wand=wall seide=silk samt=velvet leinen=linen wald=forest baum=tree blatt=leaf blatter=leaf
     wiese=meadow blume=flower blumen=flower garten=garden wasser=water himmel=sky wolke=cloud wolken=cloud weltraum=space
     wohnzimmer=room zimmer=room fenster=window hintergrund=background schwarz=black schwarze=black schwarzer=black
     weiss=white weisse=white weisser=white weissem=white weissen=white rote=red roter=red rotes=red roten=red blau=blue blaue=blue blauer=blue
     grun=green grune=green gruner=green gelb=yellow gelbe=yellow gelber=yellow braun=brown braune=brown grau=grey graue=grey
     rosa=pink lila=purple silber=silver silberne=silver goldene=gold goldener=gold turkis=turquoise zwei=two drei=three vier=four
     funf=five sechs=six sonnenuntergang=sunset abend=evening heller=brighter dunkler=darker kalter=colder mehr=more weniger=less schatten=shadow`,
  ),
  alsoEnglish: map(`mantel=coat tee=tea rock=skirt hut=hat hute=hat dose=can gold=gold rot=red die=the creme=cream`),
};

const french: Language = {
  marks: set(`le les une des du et avec sur devant dans pour aux est sont sous sans`),
  words: map(
    `bague=ring collier=necklace pendentif=pendant bijou=jewelry bijoux=jewelry montre=watch lunettes=glasses chapeau=hat
     chapeaux=hat chaussure=shoe botte=boot sandale=sandal sacoche=bag valise=suitcase parfum=perfume
     confiture=jam miel=honey bouteille=bottle vin=wine biere=beer huile=oil jus=juice canette=can bougie=candle tasse=cup
     casque=headphone telephone=phone lampe=lamp chaise=chair fauteuil=armchair livre=book 
     robe=dress jupe=skirt chemise=shirt veste=jacket manteau=coat manteaux=coat boite=box colis=parcel
     cadeau=gift cadeaux=gift femme=woman homme=man fille=girl garcon=boy plage=beach mer=sea palmier=palm montagne=mountain
     neige=snow ville=city nuit=night bois=wooden cuisine=kitchen marbre=marble beton=concrete mur=wall soie=silk
     velours=velvet lin=linen foret=forest arbre=tree feuille=leaf prairie=meadow fleur=flower jardin=garden eau=water ciel=sky
     nuage=cloud fenetre=window noir=black noire=black blanc=white blanche=white rouge=red bleu=blue
     bleue=blue vert=green verte=green jaune=yellow brun=brown marron=brown gris=grey grise=grey violet=purple violette=purple
     dore=gold doree=gold argente=silver argentee=silver deux=two trois=three quatre=four cinq=five boucle=earring soir=evening clair=light sombre=dark moins=less chaud=warm froid=cool ombre=shadow`,
  ),
  alsoEnglish: map(
    `cafe=coffee fond=background rue=street salon=room basket=sneaker the=tea or=gold sac=bag pot=jar rose=pink argent=silver `,
  ),
};

const spanish: Language = {
  marks: set(`el las unos unas del sobre delante para es bajo`),
  words: map(
    `anillo=ring colgante=pendant pendiente=earring joya=jewelry reloj=watch relojes=watch gafas=glasses
     sombrero=hat zapato=shoe zapatilla=sneaker bota=boot sandalia=sandal bolso=bag bolsa=bag mochila=backpack maleta=suitcase
     pintalabios=lipstick labial=lipstick tarro=jar frasco=jar miel=honey botella=bottle vino=wine cerveza=beer
     aceite=oil zumo=juice jugo=juice lata=can vela=candle taza=cup auricular=headphone auriculares=headphone
     telefono=phone movil=phone lampara=lamp silla=chair sillon=armchair sillones=armchair libro=book jarron=vase jarrones=vase
     planta=houseplant vestido=dress falda=skirt camisa=shirt camiseta=tshirt chaqueta=jacket abrigo=coat caja=box paquete=parcel
     regalo=gift mujer=woman mujeres=woman hombre=man chica=girl chico=boy playa=beach palmera=palm desierto=desert
     montana=mountain nieve=snow ciudad=city calle=street noche=night madera=wooden cocina=kitchen marmol=marble
     hormigon=concrete pared=wall seda=silk terciopelo=velvet bosque=forest arbol=tree arboles=tree hoja=leaf prado=meadow
     flor=flower flores=flower jardin=garden agua=water cielo=sky nube=cloud ventana=window fondo=background
     negro=black negra=black blanco=white blanca=white rojo=red roja=red azul=blue verde=green amarillo=yellow amarilla=yellow
     gris=grey rosa=pink morado=purple morada=purple dorado=gold dorada=gold plateado=silver plateada=silver marron=brown
     claro=light oscuro=dark mas=more menos=less calido=warm frio=cool sombra=shadow dos=two tres=three cuatro=four cinco=five seis=six`,
  ),
  alsoEnglish: map(`cafe=coffee salon=room mesa=table mar=sea collar=necklace oro=gold plata=silver te=tea`),
};

const italian: Language = {
  marks: set(`il lo gli della dello dei delle sul sulla davanti nel nella di sotto senza ed`),
  words: map(
    `anello=ring anelli=ring collana=necklace collane=necklace ciondolo=pendant orecchino=earring orecchini=earring gioiello=jewelry
     gioielli=jewelry orologio=watch orologi=watch occhiali=glasses cappello=hat cappelli=hat scarpa=shoe scarpe=shoe stivale=boot
     stivali=boot sandalo=sandal sandali=sandal borsa=bag borse=bag borsetta=bag zaino=backpack valigia=suitcase profumo=perfume
     profumi=perfume rossetto=lipstick rossetti=lipstick vasetto=jar vasetti=jar barattolo=jar barattoli=jar miele=honey
     bottiglia=bottle bottiglie=bottle vino=wine birra=beer olio=oil succo=juice lattina=can lattine=can candela=candle
     candele=candle tazza=cup tazze=cup caffe=coffee cuffie=headphone telefono=phone cellulare=phone lampada=lamp lampade=lamp
     sedia=chair sedie=chair poltrona=armchair libro=book libri=book vaso=vase vasi=vase vestito=dress vestiti=dress
     abito=dress gonna=skirt camicia=shirt camicie=shirt maglietta=tshirt giacca=jacket cappotto=coat scatola=box scatole=box
     pacco=parcel regalo=gift donna=woman uomo=man ragazza=girl ragazzo=boy spiaggia=beach mare=sea palma=palm
     montagna=mountain montagne=mountain neve=snow citta=city strada=street notte=night legno=wooden tavolo=table cucina=kitchen
     marmo=marble cemento=concrete parete=wall seta=silk velluto=velvet foresta=forest bosco=forest albero=tree
     alberi=tree foglia=leaf foglie=leaf prato=meadow fiore=flower fiori=flower giardino=garden acqua=water cielo=sky
     nuvola=cloud nuvole=cloud soggiorno=room finestra=window sfondo=background nero=black nera=black bianco=white bianca=white
     rosso=red rossa=red rosse=red rossi=red azzurro=blue blu=blue verde=green verdi=green giallo=yellow gialla=yellow
     marrone=brown grigio=grey grigia=grey dorato=gold dorata=gold argento=silver arancione=orange tre=three
     quattro=four cinque=five sei=six chiaro=light scuro=dark piu=more meno=less caldo=warm freddo=cool ombra=shadow ombre=shadow deserto=desert`,
  ),
  alsoEnglish: map(`viola=purple lino=linen due=two oro=gold te=tea pianta=houseplant`),
};

const LANGUAGES: readonly Language[] = [german, french, spanish, italian];

/** Translates words to English. English and unknown words stay unchanged. */
export function inEnglish(words: readonly string[]): readonly string[] {
  const markCounts = LANGUAGES.map((language) => words.filter((word) => language.marks.has(word)).length);
  const most = Math.max(...markCounts);
  const spoken = most === 0 ? LANGUAGES : LANGUAGES.filter((_, index) => markCounts[index] === most);
  return words.map((word) => {
    for (const language of spoken) {
      const meant =
        translationOf(word, language.words) ?? (most > 0 ? translationOf(word, language.alsoEnglish) : undefined);
      if (meant !== undefined) return meant;
    }
    return word;
  });
}

/** Whether a word is a function word of another language, such as "mit" or "une". */
export function isMark(word: string): boolean {
  return LANGUAGES.some(({ marks }) => marks.has(word));
}

function translationOf(word: string, words: ReadonlyMap<string, string>): string | undefined {
  return words.get(word) ?? (word.endsWith('s') ? words.get(word.slice(0, -1)) : undefined);
}

function set(line: string): ReadonlySet<string> {
  return new Set(line.split(/\s+/u).filter(Boolean));
}

function map(line: string): ReadonlyMap<string, string> {
  return new Map([...set(line)].map((entry) => entry.split('=') as [string, string])); // each entry is written word=word
}
