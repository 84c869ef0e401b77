"""Common given names, grouped by the pronoun that news uses for the people who have them.

No other file lists these names. They tell a person from a place or an agency,
and resolve "he" and "she". Names that men and women both commonly have are in
no table. A language adds its own: Andrea is a man in Italian news. The cleaner
has more names, for which it does not need a pronoun.
"""

HE = frozenset(
    """
    Aaron Adam Adrian Ahmed Akira Alan Albert Alejandro Alexander Alfred Ali Allen Amir
    Amit Anders Andre Andreas Andrei Andrew Andrzej Andrés Andy Angus Anthony Antonio
    Ari Arne Arnold Arthur Arun Asif Barry Ben Benjamin Bernard Bernie Bill Björn Bob
    Boris Brad Brandon Brendan Brent Brett Brian Bruce Bruno Bryan Byron Callum Calvin
    Carl Carlos Cedric Chad Charles Charlie Chris Christian Christoph Christopher
    Clarence Claude Clint Colin Connor Corey Cory Craig Curtis Cyril Dan Daniel Danny
    Darrell Darren Dave David Dean Denis Dennis Derek Diego Dieter Dmitri Don Donald
    Doug Douglas Duncan Dustin Dwight Dylan Ed Eddie Edgar Eduardo Edward Edwin Eli
    Elliott Emilio Emmanuel Enrique Eric Erik Ernesto Ethan Eugene Evan Felipe Felix
    Fergus Fernando Francisco Francois Frank François Fred Frederick Friedrich Gabriel
    Gareth Gary Gavin Geoff Geoffrey George Gerald Gerard Gilbert Gilles Giovanni
    Giuseppe Glenn Gordon Graham Grant Greg Gregory Guido Guillermo Guy Günter Hank Hans
    Harold Harry Hassan Hector Heinz Henri Henry Herbert Herman Howard Hubert Hugh Hugo
    Hussein Ian Ibrahim Ignacio Igor Isaac Ivan Jack Jacob Jacques Jaime Jake James
    Jared Jason Javier Jay Jeff Jeffrey Jens Jeremy Jerome Jerry Jesse Jim Jimmy Jiří
    Joaquin Joe Joel Johan John Johnny Jon Jonathan Jorge Jose Josef Joseph Josh Joshua
    José João Juan Julian Justin Jürgen Karim Karl Keith Ken Kenneth Kevin Kieran Klaus
    Kurt Kyle Larry Lars Laurence Laurent Leo Leon Leonard Leonardo Leroy Lewis Liam
    Lionel Lorenzo Louis Luca Lucas Luis Luiz Luke Magnus Mahmoud Malcolm Manuel Marc
    Marcel Marco Marcos Marcus Mario Mark Martin Marty Marvin Massimo Mateo Matt Matteo
    Matthew Maurice Max Mehdi Michael Miguel Mike Mikhail Mikko Mitch Mitchell Mohamed
    Mohammad Mohammed Muhammad Mustafa Nasser Nathan Nathaniel Neal Neil Nelson Niall
    Nicholas Nick Nicolas Nigel Nikolai Nils Noah Norbert Norman Olaf Oleg Oleksandr
    Oliver Olivier Omar Oscar Otto Owen Pablo Paolo Patrick Paul Paulo Pavel Pedro Peter
    Phil Philip Phillip Pierre Piotr Rafael Rahul Rajiv Ralf Ralph Ramon Randall Randy
    Raul Ravi Ray Raymond Rhys Ricardo Richard Rick Ricky Rob Robert Roberto Rodney
    Rodrigo Roger Roland Rolf Ron Ronald Ross Roy Rubén Rudy Rupert Russell Ryan Sam
    Samir Samuel Sanjay Scott Sean Sebastian Sergei Sergey Sergio Seth Shane Shaun
    Sidney Silvio Simon Spencer Stan Stanley Stefan Stephen Steve Steven Stuart Stéphane
    Sven Tariq Ted Terry Theodore Thierry Thomas Tim Timothy Toby Todd Tom Tomasz Tommy
    Tomás Tony Travis Trevor Tyler Uwe Victor Vijay Viktor Vincent Vladimir Václav
    Walter Warren Wayne Wilbur Will William Wolfgang Xavier Yusuf Yves Zachary Ángel
    Étienne
""".split()
)
SHE = frozenset(
    """
    Abigail Adriana Agnes Agnieszka Aisha Alexandra Alexis Alice Alicia Alison Allison
    Amanda Amber Amelia Amy Ana Andrea Angela Angelina Anita Anjali Ann Anna Anne
    Annette Ashley Astrid Audrey Barbara Beatrice Beatrix Becky Bernadette Beth Betsy
    Betty Beverly Birgit Bonnie Brenda Bridget Brigitte Carla Carly Carmen Carol Carole
    Carolina Caroline Carolyn Carrie Catherine Cathy Cecile Cecilia Celeste Charlotte
    Chelsea Cheryl Chiara Chloe Christina Christine Cindy Claire Clara Claudia Claudine
    Connie Courtney Cynthia Danielle Daphne Debbie Deborah Denise Diana Diane Donna
    Doris Dorothy Edith Eileen Elaine Eleanor Elena Elizabeth Ella Ellen Elsie Emily
    Emma Erica Erin Esther Eva Evelyn Fatima Federica Felicia Felicity Fiona Florence
    Frances Francesca Françoise Gabriela Gail Gemma Georgia Geraldine Gillian Gina
    Giorgia Giulia Gladys Gloria Grace Greta Gretchen Gwen Gwendolyn Hannah Harriet
    Hazel Heather Heidi Heike Helen Helena Hilary Hilda Hillary Holly Hélène Ida Imogen
    Indira Ines Ingrid Inés Irene Irina Iris Isabel Isabella Jackie Jacqueline Jane
    Janet Janice Jasmine Jean Jeanette Jeanne Jenna Jennifer Jenny Jessica Jill Jo Joan
    Joanna Joanne Jocelyn Joni Josephine Joyce Judith Judy Julia Juliana Julie Juliet
    Kaja Karen Karin Karina Katarzyna Kate Katherine Kathleen Kathryn Kathy Katie Kayla
    Khadija Kimberly Kirsten Kirsty Kristen Kristin Kristina Lara Laura Lauren Laurie
    Leah Leila Lena Linda Lisa Liz Lois Loretta Lorraine Louisa Louise Lucia Lucy Lucía
    Lydia Lynn Mabel Madeleine Maggie Margaret Maria Mariam Mariana Marianne Marie
    Marilyn Marina Marjorie Marlene Martha Mary Maryam Maud Maureen Maxine Melanie
    Melinda Melissa Mercedes Meredith Michaela Michele Michelle Miranda Miriam Molly
    Mona Monica Monika Nadia Naoko Naomi Natalia Natalie Natasha Nicola Nicole Nikki
    Nina Nora Norma Oksana Olena Olga Olivia Orla Paige Pamela Paola Patricia Patty
    Paula Pauline Peggy Penelope Petra Philippa Phoebe Phyllis Pilar Polly Priscilla
    Priya Rachel Ramona Rebecca Regina Renee Rhiannon Rita Roberta Robyn Rosa Rosalind
    Rose Roxanne Ruth Sabine Sabrina Sally Samantha Samira Sandra Sanna Sara Sarah
    Sharon Sheila Shelley Shirley Silvia Simone Sinead Siobhan Sofia Sonia Sophia Sophie
    Stacey Stella Stephanie Sue Susan Susana Susanne Suzanne Svetlana Sylvia Tamara
    Tammy Tanya Tara Tatiana Teresa Tessa Theresa Tiffany Tina Tracy Ursula Ute
    Valentina Valerie Vanessa Vera Veronica Victoria Viola Virginia Vivian Wanda Wendy
    Whitney Wilma Winnie Yasmin Yolanda Yulia Yvette Yvonne Zoe Zuzana Élise
""".split()
)
HE_AS_WELL = frozenset(
    """
    Abdel Abdul Abdullah Abraham Ahmad Al Alastair Aleksandr Alfonso Alun Andriy Angelo
    Anil Antonin Antony Ash Ashok Bambang Barack Bashar Beau Bobby Bradley Chester Chuck
    Clark Clay Clifford Clyde Dale Dante Declan Desmond Dick Dinesh Dmitry Dmytro Donnie
    Earl Ehud Elijah Emlyn Eoin Ernest Faisal Franklin Fumio Garrett Gene Gethin Gilad
    Gustavo Hamid Hamish Harrison Hiroshi Imran Jarosław Jean-Luc Jeb Joko Julio
    Karl-Heinz Keir Kenji Khalid Kofi Kwame Lawrence Lech Lindsey Lloyd Lyndon Maksym
    Marshall Mason Maxim Merrick Mitt Morris Mykola Naftali Narendra Nate Newt Norm
    Osman Padraig Pekka Pete Petr Petro Rand Rashid Recep Reed Reince Rich Rishi Robby
    Rodolfo Ruairi Rudolph Russ Sadiq Said Salman Salvador Santiago Seamus Serhiy
    Sheldon Sherrod Shimon Shinzo Stewart Sunil Suresh Syed Tad Takeshi Terrence Thabo
    Thiago Trey Vernon Vin Vitali Volodymyr Wang Wendell Wesley Willie Xi Yaakov Yair
    Yasser Yuri Zach
""".split()
)
SHE_AS_WELL = frozenset(
    """
    Ailsa Amina Angelica Angharad Angie Annie Aoife April Aung Ayesha Bella Bernice
    Bethany Brittany Bronwen Camila Candice Carys Cerys Colleen Constance Consuelo
    Crystal Daisy Darlene Dawn Deb Debra Deepa Deirdre Dianne Dilma Dolores Dora Enid
    Faith Gilda Ginny Golda Huma Iryna Ivanka Ivy Jacinda Jemima Jen Juanita June
    Katharine Katrina Kavita Keiko Kelli Kellyanne Lakshmi Leyla Lila Lillian Lily Mairi
    Marcia Marine Małgorzata Meera Megan Megyn Mei Melania Mette Michiko Mildred Morag
    Muriel Nancy Natalya Nell Niamh Noor Penny Rhonda Rosemary Selena Shelly Sheryl
    Sunita Suu Sviatlana Ségolène Tsai Violet Winifred Yasmine Yuki Zainab
""".split()
)
"""The cleaner ignores the names in HE_AS_WELL and SHE_AS_WELL where the name is its only
evidence of a person: many are also a word, a town or a family name ("Faith", "Chester",
"Clark"), and others are rare in bylines."""
