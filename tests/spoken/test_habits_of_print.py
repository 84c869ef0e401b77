"""Tests habits of print that desks share: one row for each kind, in our own words."""

from __future__ import annotations

import pytest

from audiobrief.spoken import read_aloud

HABITS = [
    # an amount before its noun is singular, with another amount or an adjective between
    ("en-US", "A $2.3-billion LRT line, and a $5-million, 10-mile road", "A two point three billion dollar LRT line, and a five million dollar, ten-mile road"),
    ("en-US", "It has a new 5V, 3A plug and a 131-kWh battery.", "It has a new five volt, three amp plug and a one hundred thirty one-kilowatt hour battery."),
    ("en-US", "The $1.9T American Rescue Plan and 130 mph winds", "The one point nine trillion dollar American Rescue Plan and one hundred thirty miles per hour winds"),
    ("en-US", "She ran a 2:58:13 marathon.", "She ran a two fifty eight thirteen marathon."),
    # money
    ("en-AU", "The Aussie is buying US65.83c, and a stamp is 50c.", "The Aussie is buying sixty five point eight three U S cents, and a stamp is fifty cents."),
    ("en-GB", "It cost SKr900m, NKr2bn and Rmb4bn.", "It cost nine hundred million Swedish kronor, two billion Norwegian kroner and four billion yuan."),
    ("en-GB", "The USD-INR pair and EUR/USD; 12,000 Ft or 300 TL", "The dollar rupee pair and euro dollar; twelve thousand forints or three hundred lira"),
    ("en-US", "Wheat rose to $5.81¾ a bushel.", "Wheat rose to five dollars eighty one and three quarters cents a bushel."),
    ("en-IN", "Rs 1.5 lakh cr, ₹2.5L and Rs 3,500/quintal", "one point five lakh crore rupees, two point five lakh rupees and three thousand five hundred rupees per quintal"),
    ("en-SG", "It rents at S$5 psf, or £950 pcm in London.", "It rents at five Singapore dollars per square foot, or nine hundred and fifty pounds per calendar month in London."),
    ("en-GB", "It cost c. £40, and c. $1.2m in all.", "It cost circa forty pounds, and circa one point two million dollars in all."),
    # dates and hours
    ("en-US", "The fair is 26-28 April, Mon.-Wed.", "The fair is April twenty sixth to twenty eighth, Monday to Wednesday."),
    ("en-US", "The Oct.-Dec. quarter, 1Q revenue and '08-'09", "The October to December quarter, first quarter revenue and oh eight to oh nine"),
    ("en-IN", "Profit rose in Q2FY25.", "Profit rose in the second quarter of fiscal year twenty five."),
    ("en-GB", "Open Tue-Sun, 10-5.30; from 31 Dec-2 Jan", "Open Tuesday to Sunday, ten to five thirty; from the thirty first of December to the second of January"),
    # sport
    ("en-US", "A 6-3, 225-pound tackle saw a 3-0 count.", "A six three, two hundred twenty five-pound tackle saw a three oh count."),
    ("en-US", "At +450 he is the underdog; the favorite is -110.", "At plus four fifty he is the underdog; the favorite is minus one ten."),
    ("en-US", "Ohio St. 28, Penn St. 24; he lives on Penn St. now.", "Ohio State twenty eight, Penn State twenty four; he lives on Penn Street now."),
    ("en-GB", "She won 25-22, 21-25, 15-13.", "She won twenty five twenty two, twenty one twenty five, fifteen thirteen."),
    ("en-GB", "Pell (23, 67 pen) and Moss (90+2) scored; Orrel 0 Saltmere 4.", "Pell (twenty three, sixty seven penalty) and Moss (ninety plus two) scored; Orrel nil Saltmere four."),
    ("en-GB", "The 33-1 shot won the 2m4f chase, the 3.40 at Orrel.", "The thirty three to one shot won the two mile four furlong chase, the three forty at Orrel."),
    ("en-GB", "The Greens are 9/4 and Pell is 1/3 on.", "The Greens are nine to four and Pell is one to three on."),
    ("en-IE", "Moss kicked 0-8 (4f).", "Moss kicked nought eight (four frees)."),
    # numerals where a sentence ends, and kings who did something
    ("en-US", "It ended World War II. The town grew under Henry VIII. He left.", "It ended World War two. The town grew under Henry the eighth. He left."),
    ("en-GB", "Charles I was tall. I told James I was late. She met Ida I. Moss, and King Albrand I. Between them", "Charles the first was tall. I told James I was late. She met Ida I. Moss, and King Albrand the first. Between them"),
    ("en-US", "Saltmere Prime III: Return and Ida Moss III", "Saltmere Prime three: Return and Ida Moss the third"),
    # sums before their nouns, and those that have none
    ("en-US", "The firm's $2 billion purchase, your $10 monthly fee; that's $1,000 toward a trip", "The firm's two billion dollar purchase, your ten dollar monthly fee; that's one thousand dollars toward a trip"),
    ("en-US", "She was held on $75,000 bail; 2/$5 cans", "She was held on seventy five thousand dollar bail; two for five dollars cans"),
    ("en-ZA", "Petrol rises 41c/l.", "Petrol rises forty one cents per litre."),
    # French titles
    ("en-GB", "Mme Durand met Mlle. Roux.", "Madame Durand met Mademoiselle Roux."),
    # words and cries in capitals
    ("en-US", "The VISUAL guide says WORDS, NOOOOO and G-SYNC.", "The Visual guide says Words, No and G-Sync."),
    ("en-US", "It was on TARNNEWS.COM first.", "It was on Tarnnews dot com first."),
    ("en-US", "Port Orrel (CNN)It was late.", "Port Orrel – It was late."),
    # marks that close a quotation, carets that lead back from a note
    ("en-US", '"I was born in 1950" she said, "and he in 1960".', '"I was born in nineteen fifty" she said, "and he in nineteen sixty".'),
    ("en-GB", "^ King 2003; 2^3", "King two thousand and three; two to the power of three"),
    # versions, terminals, classes in a row
    ("en-US", "Kernel version 2.6.29 is out; the Dow .DJI and .MIWD00000PUS fell.", "Kernel version two point six point twenty nine is out; the Dow and fell."),
    ("en-GB", "Zones 3A, 3B and 3C; 2B Mindset; 777X jets", "Zones three A., three B and three C; two B Mindset; seven seven seven X jets"),
    ("en-CA", "He lives at 101-2250 Marl Ave.", "He lives at one oh one, twenty two fifty Marl Avenue."),
    # sport
    ("en-US", "At 4-7, including 2-6 in the East, they lost 3-2 (OT).", "At four and seven, including two and six in the East, they lost three to two (overtime)."),
    ("en-IN", "He made 45 off 29 balls (SR 155.17).", "He made forty five off twenty nine balls (strike rate one hundred and fifty five point one seven)."),
    ("en-GB", "Moss d. Orr 6-4, 6-3 (ret.); Pell won by w/o. For 3yo fillies.", "Moss defeated Orr six four, six three (retired); Pell won by walkover. For three year old fillies."),
    ("en-AU", "She told ABC's 7.30.", "She told A.B.C.'s seven thirty."),
    # hours, spans and offices
    ("en-GB", "From 0600 to 2100 GMT; a 10yr gilt; alt Weds", "From oh six hundred to twenty one hundred G M T; a ten year gilt; alternate Wednesdays"),
    ("en-US", "Sen. Moss (I., Vt.) spoke Tue 3/12.", "Senator Moss (Independent of Vermont) spoke Tuesday March twelfth."),
    ("en-IN", "Held u/s 420 & 120B IPC", "Held under section four twenty and one twenty B I P C"),
    ("en-IN", "Ind vs Aus: Ind 287/8, won by 4 wkts", "India versus Australia: India two hundred and eighty seven for eight, won by four wickets"),
    # laws and codes
    ("en-US", "A 501(c)(3) group cited Rule 12(b)(6) and § 230(c)(1).", "A five oh one C three group cited Rule twelve B six and section two thirty C one."),
    ("en-IN", "The CPI(M) and JD(U) cited Section 103(1).", "The C P I M and J D U cited Section one oh three one."),
    ("en-US", "Case 23-1187 and CVE-2024-3094", "Case twenty three eleven eighty seven and C V E-twenty twenty four three zero nine four"),
    ("en-US", "Act V, scene ii; clause (iv); a Level I trauma center", "Act five, scene two; clause (four); a Level one trauma center"),
    ("en-GB", "Class XI-XII; a Grade II-listed mill; a 2:1 from Orrel", "Class eleven to twelve; a Grade two-listed mill; a two one from Orrel"),
    ("en-GB", "He got A*AB and three A*s.", "He got A. star, A., B and three A. stars."),
    ("en-US", "John 3:16 and Psalm 23:1-6", "John three sixteen and Psalm twenty three one to six"),
    # measures
    ("en-US", "The eye is at 25.1N, 80.2W, or 51°30′N 0°7′W.", "The eye is at twenty five point one north, eighty point two west, or fifty one degrees thirty minutes north zero degrees seven minutes west."),
    ("en-GB", "The boat is 12m x 3.5m; bake at 200C/180C fan.", "The boat is twelve metres by three point five metres; bake at two hundred degrees Celsius one hundred and eighty degrees Celsius fan."),
    ("en-US", "Add 1/4 tsp. salt, 1 1/2 tsp. oil and 1 c. sugar.", "Add one quarter teaspoon salt, one and a half teaspoons oil and one cup sugar."),
    ("en-US", "Winds SW 10-15 mph; 12 km NNE of Pell; I-80 WB", "Winds southwest ten to fifteen miles per hour; twelve kilometers north northeast of Pell; I-eighty westbound"),
    ("en-ZA", "It is 2,5km long; 31,9% have 3 000 pupils.", "It is two point five kilometres long; thirty one point nine percent have three thousand pupils."),
    ("en-US", "A 14K gold ring, 3 x 10^8 and p<.05 in the test", "A fourteen karat gold ring, three by ten to the power of eight and p less than point zero five in the test"),
    # telephones
    ("en-GB", "Ring 0800 1111, 0300 456 7000 or 101.", "Ring oh eight oh oh, one one one one, oh three oh oh, four five six, seven oh oh oh or one oh one."),
    ("en-AU", "Call 1800 333 000.", "Call one eight hundred, three three three, oh oh oh."),
    ("en-US", "At zip 90210-1234", "At zip nine zero two one zero, one two three four"),
    # abbreviations
    ("en-US", "Ofc. Pell met the 2nd Bn. and Asst. Prin. Moss.", "Officer Pell met the second battalion and Assistant Principal Moss."),
    ("en-IN", "Addl CP Nair, Jt Secy Devi and Maj Gen (r) Khan", "Additional CP Nair, Joint Secretary Devi and Major General (r) Khan"),
    ("en-GB", "Orrel Utd, of Orrel, Lancs, approx. 5 miles away; Approx. 50 came, incl. Mr Pell.", "Orrel United, of Orrel, Lancashire, approximately five miles away; Approximately fifty came, including Mister Pell."),
    ("en-IE", "He is from Co Kerry.", "He is from County Kerry."),
    ("en-US", "Mr. and Mrs. Moss, of Apt. 4B, 12 Elm St. NW", "Mister and Misses Moss, of Apartment four B, twelve Elm Street northwest"),
    ("en-US", "Moss (b. 1921) sang “Tides” feat. Ida Pell.", "Moss (born nineteen twenty one) sang “Tides” featuring Ida Pell."),
    # postcodes, plates, junctions, episodes
    ("en-GB", "She lives in SW1A 1AB, off J4 of the M25; he is in SE15.", "She lives in S W one A. one A.B., off junction four of the M twenty five; he is in S E fifteen."),
    ("en-KE", "The matatu, KDA 123B, hit a wall.", "The matatu, K.D.A. one two three B, hit a wall."),
    ("en-US", "S2E4 is on; a C14th coin; the 3200 block of Elm St.", "season two episode four is on; a fourteenth-century coin; the thirty two hundred block of Elm Street."),
    # money
    ("en-AU", "The $A fell; it cost $US2.5 billion.", "The Australian dollar fell; it cost two point five billion U S dollars."),
    ("en-NA", "N$1 200, N$3,4 billion and US$310/t", "one thousand two hundred Namibian dollars, three point four billion Namibian dollars and three hundred and ten U S dollars per tonne"),
    ("en-TT", "TT$6.77 to US$1", "six Trinidad and Tobago dollars seventy seven cents to one U S dollar"),
    ("en-IN", "Rs 1.87 L cr was paid; Gold (24K) rose.", "one point eight seven lakh crore rupees was paid; Gold (twenty four karat) rose."),
    # dates
    ("en-GB", "On 3, 4 and 6 May, in Nov, and on Sat.", "On the third, fourth and sixth of May, in November, and on Saturday."),
    ("en-NG", "May 6, 7 and 8; 3.6.1938-12.1.2024", "May the sixth, seventh and eighth; the third of June nineteen thirty eight to the twelfth of January twenty twenty four"),
    # sport
    ("en-AU", "Tarn led 7.6.48 to 5.3.33 in R14 and was 196/5.", "Tarn led seven six forty eight to five three thirty three in round fourteen and was one hundred and ninety six for five."),
    ("en-GB", "HT 1-0. Marl took 10-2-45-3; the 1st XI won.", "Half time one nil. Marl took ten two forty five three; the first eleven won."),
    ("en-US", "Pick 3: 4-0-7. They won to go 6-2.", "Pick three: four, zero, seven. They won to go six and two."),
    # people and parties
    ("en-GB", "Jo Lunt (Lab, Orrel) won: Lab 44, Con 25, LD 10, Ref 9.", "Jo Lunt (Labour, Orrel) won: Labour forty four, Conservatives twenty five, Liberal Democrats ten, Reform nine."),
    ("en-US", "Next-gen phones, Gen Z, and Wm. and Ida Moss of Pell Co., Ga.", "Next-gen phones, Gen Z, and William and Ida Moss of Pell County, Georgia."),
    ("en-GB", "He left (late). 12 men stayed.", "He left (late). Twelve men stayed."),
    ("en-GB", "ROYAL NAVY'S £2BN SHIP IS LATE", "royal navy's two billion pounds ship is late"),
    # a sum with another amount before its noun, sums joined to theirs, rates of coins
    ("en-GB", "The £6.5m, 240-space car park lost 12 cents/share.", "The six point five million pound, two hundred and forty-space car park lost twelve cents per share."),
    ("en-IN", "A Rs 2,000-cr bust came after the 3rd wkt.", "A two thousand crore rupee bust came after the third wicket."),
    ("en-US", "Described as 6-1, 180-200 lbs., he ran 6.4 ypc.", "Described as six one, one hundred eighty to two hundred pounds, he ran six point four yards per carry."),
    ("en-GB", "He denies s18 wounding, contrary to s.20.", "He denies section eighteen wounding, contrary to section twenty."),
    # datelines and headlines
    ("en-US", "NEW YORK (AP) — A judge ruled.", "New York — A judge ruled."),
    ("en-US", "(Reuters) - Tarn Inc. fell.", "Tarn Incorporated fell."),
    ("en-IN", "NEW DELHI: The court said so.", "New Delhi: The court said so."),
    ("en-IN", "Mumbai, Aug 9 (PTI) The rupee fell.", "Mumbai, August the ninth The rupee fell."),
    ("en-GB", "UK's GDP up 0.3% in Q2 - ONS", "U K's GDP up zero point three percent in Q two – O N S"),
    # models
    ("en-US", "A CH-47F, F-35Bs and an M5.4 quake", "A CH-forty seven F, F-thirty five B's and an M five point four quake"),
    ("en-US", "A321neos and 737-800s; an MV-22B", "A-three twenty one neos and seven thirty seven eight hundreds; an MV-twenty two B"),
    ("en-US", "It takes 1 hr. 45 min. at 10 a.m. Sat. or in the 5-7 p.m. slot.", "It takes one hour forty five minutes at ten a.m. Saturday or in the five to seven p.m. slot."),
    ("en-US", "A 15-yr. 6.1% loan came.", "A fifteen-year six point one percent loan came."),
    ("en-US", "The Gulls' 4-12 record; the $5s and $1s", "The Gulls' four and twelve record; the fives and ones"),
    ("en-GB", "At 4.15 on Tuesday afternoon the 8.02 to Orrel left.", "At four fifteen on Tuesday afternoon the eight oh two to Orrel left."),
    ("en-US", "The euro EUR= and crude CLc1 rose; the Dow .DJI fell.", "The euro  and crude  rose; the Dow fell."),
    ("en-US", "He lives on Elm Dr. He likes it, +/- the noise.", "He lives on Elm Drive. He likes it, plus or minus the noise."),
    ("en-NG", "WAEC, JAMB, ASUU and NUC met.", "W.A.E.C., Jamb, Asuu and N U C met."),
    ("en-US", "A .30-06 rifle, two .22s and form 1040", "A thirty aught six rifle, two twenty twos and form ten forty"),
    # words cut short, with a stop or without a vowel
    ("en-US", "The admin. building's mgr., Ida Moss, had 12 rebs. in the Atl. Div.", "The administration building's manager, Ida Moss, had twelve rebounds in the Atlantic Division."),
    ("en-GB", "A £289 rtn costs £140pn, or Rs 10/txn.", "A two hundred and eighty nine pound return costs one hundred and forty pounds per night, or ten rupees per transaction."),
    ("en-IE", "A pint fell to €4,90 of the €3,5 million; rent is €1,400.", "A pint fell to four euros ninety cents of the three point five million euros; rent is one thousand four hundred euros."),
    # halves and quarters before a noun, and inches
    ("en-GB", "Won by 1¾ lengths with ½ tsp of salt and a ½-inch nail.", "Won by one and three quarter lengths with half a teaspoon of salt and a half-inch nail."),
    ("en-US", "A 5' x 7' rug, ¾\" thick; 1620-5 and 9y 3m.", "A five feet by seven feet rug, three quarters of an inch thick; sixteen twenty to sixteen twenty five and nine years three months."),
    # codes and strokes that no other rule knows
    ("en-US", "HbA1c, IgG4 and Rule 10b-5 at Gate 12/14.", "H B A. one C, I G G four and Rule ten B five at Gate twelve fourteen."),
    ("en-US", "A dose of 5 µSv/h; S&P cut it to BB-; 41.3/100K cases.", "A dose of five microsieverts per hour; S and P cut it to BB minus; forty one point three per one hundred thousand cases."),
    # counts that moved, and levels
    ("en-GB", "The list fell by 1.2% to 7.48m in May; the river fell to 1.2m.", "The list fell by one point two percent to seven point four eight million in May; the river fell to one point two metres."),
    # places, laws, scripture, cricket
    ("en-US", "Tarn Co. deputies read Cal. Penal Code 187 in N. Darfur; Walt Marl Co. executives did not.", "Tarn County deputies read California Penal Code one eight seven in North Darfur; Walt Marl Company executives did not."),
    ("en-IN", "A flat in Sec 62 got 2L+ posts.", "A flat in Sector sixty two got two lakh plus posts."),
    ("en-IN", "Sec 144 bans it; so do Classes X & XII.", "Section one forty four bans it; so do Classes ten and twelve."),
    ("en-GB", "Moss c Orr b Lunt 61 (9x4, 3x6) off 61 balls; Tarn 189-5, Pell 203 for 7 dec.", "Moss caught Orr bowled Lunt sixty one (nine fours, three sixes) off sixty one balls; Tarn one hundred and eighty nine for five, Pell two hundred and three for seven declared."),
    ("en-GB", "She read 1 Cor. 13:4-7 and Ps. 23.", "She read First Corinthians thirteen four to seven and Psalm twenty three."),
    # sums before their nouns without an article, and before verbs of those who have them
    ("en-GB", "Tide mill at Quorndal opens after £4.2m repair", "Tide mill at Quorndal opens after four point two million pound repair"),
    ("en-GB", "Ferry firm reports £9m fall in profit", "Ferry firm reports nine million pound fall in profit"),
    ("en-GB", "£4m repair of the sea wall begins", "four million pound repair of the sea wall begins"),
    ("en-GB", "Those who earn £50,000 plan to leave", "Those who earn fifty thousand pounds plan to leave"),
    ("en-GB", "Families on £20,000 cut back on heating", "Families on twenty thousand pounds cut back on heating"),
    ("en-GB", "Homes over £300,000 fall in value", "Homes over three hundred thousand pounds fall in value"),
    # offices without a name, roads, rates, old money, hours with a point
    ("en-US", "The Lt. Col. served from 1966-'68; the Gov. said so.", "The Lieutenant Colonel served from nineteen sixty six to sixty eight; the Governor said so."),
    ("en-US", "The bill passed 218-214-1; ZIP codes 10001-10012 wait.", "The bill passed two hundred eighteen to two hundred fourteen to one; Zip codes one zero zero zero one to one zero zero one two wait."),
    ("en-US", "A .223-caliber rifle was found off Rte. 9W and I-75 S. at Orrel.", "A two twenty three-caliber rifle was found off Route nine W and I-seventy five south at Orrel."),
    ("en-US", "Gas averaged $3.09/gal., and steers $2.31/lb. at the fair.", "Gas averaged three dollars nine cents per gallon, and steers two dollars thirty one cents per pound at the fair."),
    ("en-GB", "It cost £40 3s 6d in 1911, and bread 4½d or 1s 2d a loaf.", "It cost forty pounds, three shillings and sixpence in nineteen eleven, and bread four and a half pence or one shilling and tuppence a loaf."),
    ("en-GB", "Pupils were sent home at 12.45. A van was seen at approx 22.50.", "Pupils were sent home at twelve forty five. A van was seen at approximately twenty two fifty."),
    ("en-GB", "Shares opened at 12.45 after the index closed at 22.50.", "Shares opened at twelve point four five after the index closed at twenty two point five zero."),
    ("en-GB", "The 2nds paid 90p/100g, or £12 p/m, up 2.1% y-on-y on 8.1pc pa.", "The seconds paid ninety pence per one hundred grams, or twelve pounds per month, up two point one percent year on year on eight point one percent a year."),
    ("en-GB", "It is a 2hr 10min ride, past the A&E's 4hr target.", "It is a two hour ten minute ride, past the A and E's four hour target."),
    ("en-GB", "No. 3 (F) Sqn has tail no. N88PQ and collar no 2114; no 5 men left.", "number three (F) squadron has tail number N eighty eight PQ and collar number two thousand one hundred and fourteen; no five men left."),
    ("en-IN", "The topper scored 497/500 near km 212, the Hon'ble court heard.", "The topper scored four hundred and ninety seven out of five hundred near kilometre two hundred and twelve, the Honourable court heard."),
    ("en-IN", "Gold is ₹78,100/10 gm; trains 22435/22436 run.", "Gold is seventy eight thousand one hundred rupees per ten grams; trains two two four three five, two two four three six run."),
    ("en-PK", "The Rs1.3tr PSDP and the Rs12.5bn, 48km motorway.", "The one point three trillion rupee PSDP and the twelve point five billion rupee, forty eight kilometre motorway."),
    ("en-NG", "Petrol sells at N950-N1,030 per litre.", "Petrol sells at nine hundred and fifty to one thousand and thirty naira per litre."),
    ("en-ZA", "It runs from 16:00 to 05:00 and hit 6 000MW.", "It runs from sixteen hundred to oh five hundred and hit six thousand megawatts."),
    ("en-MY", "The ringgit was at 4.42/4.43 to the dollar.", "The ringgit was at four point four two to four point four three to the dollar."),
    ("en-CA", "It cost $218,000 Cdn. on the 401 W. at Marl.", "It cost two hundred eighteen thousand dollars Canadian on the four oh one west at Marl."),
    ("en-AU", "She won 100m free gold on 400IU of vitamin D.", "She won one hundred metre free gold on four hundred international units of vitamin D."),
    # clocks of games, shouts, days before their month, chess, runways, months of delivery, kings named again
    ("en-US", "They won 34-31 with :03 left and :45 to go.", "They won thirty four to thirty one with three seconds left and forty five seconds to go."),
    ("en-IN", "18.4: SIX! Rawat clears long-on. FOUR! OUT! GOAL!", "eighteen point four: six! Rawat clears long-on. four! out! goal!"),
    ("en-ZA", "Sat 14 & Sun 15 Aug, 10:00–16:00; Fri 3 to Sun 5 May.", "Saturday the fourteenth and Sunday the fifteenth of August, ten to sixteen; Friday the third to Sunday the fifth of May."),
    ("en-US", "Open Sat. 14 and Sun. 15 August.", "Open Saturday fourteenth and Sunday August fifteenth."),
    ("en-GB", "White played Nf3 and Bxf7+, but the N17 and B12 are roads.", "White played knight F three and bishop takes F seven check, but the N seventeen and B twelve are roads."),
    ("en-KE", "It came down short of Runway 06/24 and runway 09L and runway 27R.", "It came down short of Runway zero six two four and runway zero nine left and runway twenty seven R."),
    ("en-IN", "Her BP was 150/95.", "Her BP was one hundred and fifty over ninety five."),
    ("en-GB", "Going: good; first race 1.40. Last bus 11.15.", "Going: good; first race one forty. Last bus eleven fifteen."),
    ("en-IE", "A warning is in place from 0400 to 1100, and 0600 to 0930, until 0600.", "A warning is in place from oh four hundred to eleven hundred, and zero six zero zero to oh nine thirty, until oh six hundred."),
    ("en-GB", "Feed wheat for Nov-26 closed at £171.50/t. It is due on Nov-26.", "Feed wheat for November twenty six closed at one hundred and seventy one pounds fifty pence per tonne. It is due on November twenty six."),
    ("en-GB", "King Aldric III will open it, built by his great-grandfather, Aldric II.", "King Aldric the third will open it, built by his great-grandfather, Aldric the second."),
    ("en-GB", "After 1.e4 c5 2.Nf3, White won with 24...Qxf2+ and O-O.", "After one, E four, C five two, knight F three, White won with twenty four, queen takes F two check and castles."),
    ("en-GB", "The N17 and B12 are roads.", "The N seventeen and B twelve are roads."),
    # running reports, halves of a match, months that are traded, sums and sections of many countries
    ("en-GB", "45+2' Penalty! Marl steps up, 1-1.", "forty five plus two' Penalty! Marl steps up, one one."),
    ("en-GB", "HT: Tarn 1-0 Marl. FT: Tarn 2-1 Marl.", "Half time: Tarn one nil Marl. Full time: Tarn two one Marl."),
    ("en-AU", "Pell (6-0-38-2) and Marl (4.2-0-19-3) shared the spoils.", "Pell (six zero thirty eight two) and Marl (four point two zero nineteen three) shared the spoils."),
    ("en-GB", "14.50 Kick-off is delayed by 15 minutes.", "fourteen fifty Kick-off is delayed by fifteen minutes."),
    ("en-GB", "Weds 12–Sat 15 Nov, 7.30pm (mats Thurs & Sat 2.30pm), £18/£14 concs.", "Wednesday the twelfth to Saturday the fifteenth of November, seven thirty p.m. (mats Thurs and Saturday two thirty p.m.), eighteen pounds fourteen pounds concessions."),
    ("en-AU", "The ATR 72-600 landed safely on runway 16R at 6.12pm.", "The A.T.R. seventy two six hundred landed safely on runway sixteen R at six twelve p.m."),
    ("en-US", "Sgt. 1st Class Dan Pell, 34, of A Co., 1-506th Inf. Regt., was killed.", "Sergeant first Class Dan Pell, thirty four, of A Company, one to five hundred sixth infantry regiment, was killed."),
    ("en-US", "March corn rose 4¼ cents to $4.38¾ a bushel; Jan. beans fell 6.", "March corn rose four and a quarter cents to four dollars thirty eight and three quarters cents a bushel; January beans fell six."),
    ("en-NZ", "The farmgate milk price is $9.70/kgMS.", "The farmgate milk price is nine dollars seventy cents per kilogram of milk solids."),
    ("en-ZA", "Eskom's EAF rose to 62.4%, with 14 300MW offline.", "Eskom's E.A.F. rose to sixty two point four percent, with fourteen thousand three hundred megawatts offline."),
    ("en-US", "A 2BR/2BA unit at 1120 Marl St. #4B lists for $1.15M.", "A two bedroom two bath unit at eleven twenty Marl Street number four B lists for one point one five million dollars."),
    ("en-GB", "She cleared 1.98m in the high jump and threw 61.44m.", "She cleared one point nine eight metres in the high jump and threw sixty one point four four metres."),
    ("en-US", "UNC-Marl (22-9) beat Tarn St. 71-64 in OT behind Pell's 24 and 11.", "U N C-Marl (twenty two and nine) beat Tarn State seventy one to sixty four in O T behind Pell's twenty four and eleven."),
    ("en-TZ", "TRA collected TSh2.8tri in Q1.", "T.R.A. collected two point eight trillion Tanzanian shillings in Q one."),
    ("en-JM", "The BOJ sold US$30m at J$158.72:US$1.", "The B O J sold thirty million U S dollars at one hundred and fifty eight Jamaican dollars seventy two cents to the dollar."),
    ("en-MY", "Rafizi said 1.2mil had applied under BR1M 2.0, up 12% YoY.", "Rafizi said one point two million had applied under BR one M two point zero, up twelve percent year on year."),
    ("en-AE", "Gold: 24K at Dh498.25/gm, 22K at Dh461.50.", "Gold: twenty four karat at four hundred and ninety eight dirhams twenty five fils per gram, twenty two karat at four hundred and sixty one dirhams fifty fils."),
    ("en-CA", "A 4-1 SCC ruling struck down s. 33.1 of the Code.", "A four to one SCC ruling struck down section thirty three point one of the Code."),
    ("en-GB", "The Bill's cl 14(2)(b) and Sch 3, para 7 were amended.", "The Bill's clause fourteen two B and Schedule three, paragraph seven were amended."),
    ("en-GB", "Lab hold: Marl (Lab) 18,204; Pell (Con) 14,911; maj 3,293; turnout 61.2%.", "Labour hold: Marl (Labour) eighteen thousand two hundred and four; Pell (Conservative) fourteen thousand nine hundred and eleven; majority three thousand two hundred and ninety three; turnout sixty one point two percent."),
    ("en-GB", "Prof Dame Ada Marl DBE FRS, b 1939, taught at UCL 1966-2004.", "Professor Dame Ada Marl D B E FRS, born nineteen thirty nine, taught at U C L nineteen sixty six to two thousand and four."),
    ("en-ID", "The mag 6.4 quake was 10 km deep, BMKG said.", "The magnitude six point four quake was ten kilometres deep, BMKG said."),
    ("en-GB", "The 1,200-year-old hoard (c. AD 825-830) has 114 pennies.", "The one thousand two hundred-year-old hoard (circa A.D. eight twenty five to eight thirty) has one hundred and fourteen pennies."),
]  # fmt: skip
"""BCP 47 tag, what is printed, what is said."""


@pytest.mark.parametrize(("tag", "written", "spoken"), HABITS)
def test_a_habit_is_read_as_its_newsreaders_say_it(tag: str, written: str, spoken: str) -> None:
    assert read_aloud(written, tag) == spoken
